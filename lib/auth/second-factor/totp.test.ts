import { Secret, TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { newTotpSecret, totpQrCode, totpStepOf } from "@/lib/auth/second-factor/totp";

// RFC 6238, appendix B: the secret of its SHA-1 vectors, and what they end with at six digits.
const vectors = Secret.fromLatin1("12345678901234567890").base32;

describe("a code of an authenticator app", () => {
  it.each([
    [59, "287082", 1],
    [1111111109, "081804", 37037036],
    [1234567890, "005924", 41152263],
    [20000000000, "353130", 666666666],
  ])("is that of RFC 6238 after %s seconds", (seconds, code, step) => {
    expect(totpStepOf(vectors, code, new Date(seconds * 1000), 0)).toBe(step);
  });

  it("is taken one step before and after its own at most, and in its own only where no others are asked for", () => {
    const secret = newTotpSecret();
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: 1000 * 30_000 });
    const at = (around: 0 | 1) => (step: number) => totpStepOf(secret, code, new Date(step * 30_000), around);
    expect([998, 999, 1000, 1001, 1002].map(at(1))).toEqual([null, 1000, 1000, 1000, null]);
    expect([998, 999, 1000, 1001, 1002].map(at(0))).toEqual([null, null, 1000, null, null]);
  });

  it.each(["28708", "2870822", "28708a", "", "２８７０８２"])("has six digits: %j is none", (code) => {
    expect(totpStepOf(vectors, code, new Date(59_000), 1)).toBeNull();
  });
});

it("a secret has 160 random bits, and its QR code is made of squares within its size", () => {
  const secret = newTotpSecret();
  expect(Secret.fromBase32(secret).bytes).toHaveLength(20);
  expect(newTotpSecret()).not.toBe(secret);
  const { size, path } = totpQrCode(secret, "maren@northwind.example");
  const places = [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)];
  expect(places.length).toBeGreaterThan(size);
  expect(places.every(([, x, y]) => Number(x) < size && Number(y) < size)).toBe(true);
});
