import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { nextAuthCookies } from "@/lib/auth/sign-in/cookies";
import { describeDevice, deviceCookie, deviceCookieName, knownDevice } from "@/lib/auth/sign-in/device";
import { loadEnv } from "@/lib/platform/env";

const account = "maren@northwind.example";
const now = new Date("2026-11-26T12:00:00Z");
const day = 86_400_000;

function environment(appUrl: string): void {
  process.env.DATABASE_URL = "postgresql://nobody@localhost:1/none";
  process.env.NEXTAUTH_SECRET = randomBytes(48).toString("base64url");
  process.env.CREDENTIAL_KEYS = `test:${randomBytes(32).toString("base64")}`;
  process.env.APP_URL = appUrl;
  loadEnv({ mail: false });
}

beforeAll(() => environment("http://localhost:3000"));

const cookieOf = (header: string) => /^[^=]+=([^;]+)/.exec(header)?.[1] ?? "";

describe("a browser that signed in before", () => {
  it("is known for half a year, to its own account", () => {
    const value = cookieOf(deviceCookie(account, null, now));
    const id = knownDevice(account, value, now);
    expect(id).toMatch(/^[\w-]{22}$/);
    expect(knownDevice(account, value, new Date(now.getTime() + 179 * day))).toBe(id);
    expect(knownDevice(account, value, new Date(now.getTime() + 181 * day))).toBeNull();
    expect(knownDevice("jonas@northwind.example", value, now)).toBeNull();
  });

  it("stays the same one when it signs in again, so that its count goes on", () => {
    const id = knownDevice(account, cookieOf(deviceCookie(account, null, now)), now);
    const later = new Date(now.getTime() + 100 * day);
    expect(knownDevice(account, cookieOf(deviceCookie(account, id, later)), new Date(later.getTime() + 100 * day))).toBe(id);
  });

  it("cannot be made up, and says nothing of the account", () => {
    const value = cookieOf(deviceCookie(account, null, now));
    expect(value).not.toContain("maren");
    const [id = "", since = "", proof = ""] = value.split(".");
    for (const forged of [
      "",
      "a.b.c",
      `${id}.${since}`,
      `${"A".repeat(22)}.${since}.${proof}`,
      `${id}.${(now.getTime() + day).toString(36)}.${proof}`,
    ]) {
      expect(knownDevice(account, forged, now), forged).toBeNull();
    }
    expect(knownDevice(account, undefined, now)).toBeNull();
  });

  it("keeps its cookie from scripts and other sites, and by https from other hosts", () => {
    expect(deviceCookie(account, null, now)).toMatch(/^emptrust\.device=\S+; Path=\/; Max-Age=15552000; HttpOnly; SameSite=Lax$/);
    environment("https://portal.northwind.example");
    expect(deviceCookie(account, null, now)).toMatch(
      /^__Host-emptrust\.device=\S+; Path=\/; Max-Age=15552000; HttpOnly; SameSite=Lax; Secure$/,
    );
    expect(deviceCookieName()).toBe("__Host-emptrust.device");
    for (const cookie of Object.values(nextAuthCookies())) {
      expect(cookie.name).toMatch(/^__Host-next-auth\./);
      expect(cookie.options).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: true });
    }
  });
});

it.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox", "Linux"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "Mobile Safari",
    "iOS",
  ],
  ["curl/8.5.0", null, null],
  [null, null, null],
])("a browser is called what its header says: %s", (header, browser, system) => {
  expect(describeDevice(header)).toEqual({ browser, system });
});

it("the name of a browser is short, however long its header", () => {
  const { browser } = describeDevice(`${"x".repeat(5_000)}Browser/1.0 Firefox/${"1".repeat(5_000)}`);
  expect(browser?.length ?? 0).toBeLessThanOrEqual(40);
});
