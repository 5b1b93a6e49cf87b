import { describe, expect, it } from "vitest";
import { scrub } from "@/lib/greenhouse/scrub";

const secret = 'sa&lt/se+cret "9"é';
const bytes = Buffer.from(secret);

describe("a text that repeats a secret", () => {
  it.each([
    ["as it is", secret],
    ["in a URL", encodeURIComponent(secret)],
    ["in a URL, in small letters", encodeURIComponent(secret).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())],
    ["in a form", new URLSearchParams({ v: secret }).toString().slice(2)],
    ["in JSON", JSON.stringify(secret).slice(1, -1)],
    ["in Base64", bytes.toString("base64")],
    ["in Base64 without its end", bytes.toString("base64").replace(/=+$/, "")],
    ["in Base64 in a URL", encodeURIComponent(bytes.toString("base64"))],
    ["in Base64 of URLs", bytes.toString("base64url")],
    ["in hexadecimal", bytes.toString("hex")],
  ])("loses it %s", (_, form) => {
    expect(scrub(`unknown client ${form}, try again`, [secret])).toBe("unknown client …, try again");
  });

  it("loses a pair before its parts", () => {
    expect(scrub("got client-1:secret-1", ["client-1", "secret-1", "client-1:secret-1"])).toBe("got …");
  });

  it("keeps what is too short to be a secret", () => {
    expect(scrub("no such user", ["no", ""])).toBe("no such user");
  });
});
