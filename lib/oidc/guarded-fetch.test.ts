import { describe, expect, it } from "vitest";
import { isPublicAddress } from "@/lib/oidc/guarded-fetch";

describe("an address that the portal calls because an admin entered it", () => {
  it.each(["8.8.8.8", "93.184.216.34", "2606:4700::1111"])("may be the public internet's: %s", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    "127.0.0.1",
    "0.0.0.0",
    "10.1.2.3",
    "172.31.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:8.8.8.8",
    "64:ff9b::a00:1",
    "2002:a00:1::",
    "2001:db8::1",
    "not an address",
  ])("is never a private, embedded or reserved one: %s", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
