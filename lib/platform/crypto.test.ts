import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { currentKeyId, deriveToken, hashToken, pseudonym, seal, sealedWith, UnsealError, unseal } from "@/lib/platform/crypto";
import { loadEnv } from "@/lib/platform/env";

const keys = { old: `old:${randomBytes(32).toString("base64")}`, new: `new:${randomBytes(32).toString("base64")}` };

function useRing(...ring: string[]): void {
  process.env.CREDENTIAL_KEYS = ring.join(",");
  loadEnv({ mail: false });
}

beforeEach(() => {
  process.env.DATABASE_URL = "postgresql://localhost/none";
  process.env.NEXTAUTH_SECRET = "a secret of at least thirty-two characters";
  useRing(keys.old);
});

const secret = "f0e1d2c3b4a5-key ✓";
const ours = "org-1 greenhouse-credential";

/** The sealed text with one character of its body changed. */
function altered(sealed: string, part: number, at: number): string {
  const parts = sealed.split(".");
  const text = parts[part] ?? "";
  const character = text.at(at) === "A" ? "B" : "A";
  parts[part] = text.slice(0, at) + character + text.slice(at + 1);
  return parts.join(".");
}

describe("a sealed secret", () => {
  it.each([secret, "", "x", "y".repeat(10_000)])("opens for whom it was sealed", (text) => {
    expect(unseal(seal(text, ours), ours)).toBe(text);
  });

  it("does not open for another organization, nor for another use", () => {
    const sealed = seal(secret, ours);
    expect(() => unseal(sealed, "org-2 greenhouse-credential")).toThrow(UnsealError);
    expect(() => unseal(sealed, "org-1 webhook-secret")).toThrow(UnsealError);
  });

  it("does not show the secret, nor that two secrets are the same", () => {
    expect(seal(secret, ours)).not.toContain(secret);
    expect(seal(secret, ours)).not.toBe(seal(secret, ours));
  });

  it.each([
    ["nonce", 2, 0],
    ["first byte", 3, 0],
    ["tag", 3, 40],
  ])("does not open when its %s was altered", (_, part, at) => {
    expect(() => unseal(altered(seal(secret, ours), part, at), ours)).toThrow(UnsealError);
  });

  it.each(["", "s1", "s1.old", "s1.old.AAAA", "s2.old.AAAA.AAAA", "plain text", "s1..AAAA.AAAA"])("is not %j", (text) => {
    expect(() => unseal(text, ours)).toThrow(UnsealError);
  });

  it("does not open when it was cut off, and says so as an UnsealError whatever is left", () => {
    const [format, id, nonce, body = ""] = seal(secret, ours).split(".");
    for (const length of [body.length - 4, 22, 8, 2]) {
      expect(() => unseal([format, id, nonce, body.slice(0, length)].join("."), ours), String(length)).toThrow(UnsealError);
    }
  });
});

describe("a ring of keys", () => {
  it("opens with an old key what was sealed before a new one came first", () => {
    const sealed = seal(secret, ours);
    useRing(keys.new, keys.old);
    expect(unseal(sealed, ours)).toBe(secret);
  });

  it("seals with the first key only, so that the old one can be taken out", () => {
    useRing(keys.new, keys.old);
    const sealed = seal(secret, ours);
    expect(sealedWith(sealed)).toBe("new");
    expect(currentKeyId()).toBe("new");
    useRing(keys.new);
    expect(unseal(sealed, ours)).toBe(secret);
  });

  it("names the key that is missing, without what it would have opened", () => {
    const sealed = seal(secret, ours);
    useRing(keys.new);
    expect(() => unseal(sealed, ours)).toThrow(new UnsealError("no key with id old in CREDENTIAL_KEYS"));
  });

  it("does not open with another key under the same id", () => {
    const sealed = seal(secret, ours);
    useRing(`old:${randomBytes(32).toString("base64")}`);
    expect(() => unseal(sealed, ours)).toThrow(UnsealError);
  });
});

describe("a derived token", () => {
  const id = "0193a000-0000-7000-8000-000000000000";

  it("is the same every time, so that a second copy of a mail carries the same link", () => {
    expect(deriveToken(id, "old")).toBe(deriveToken(id, "old"));
  });

  it("is the same after a rotation, for as long as its key is in the ring", () => {
    const before = deriveToken(id, "old");
    useRing(keys.new, keys.old);
    expect(deriveToken(id, "old")).toBe(before);
    expect(deriveToken(id, "new")).not.toBe(before);
    useRing(keys.new);
    expect(() => deriveToken(id, "old")).toThrow(UnsealError);
  });

  it("differs for every invitation and every installation, and has 256 bits", () => {
    const token = deriveToken(id, "old");
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(deriveToken("0193a000-0000-7000-8000-000000000001", "old")).not.toBe(token);
    useRing(`old:${randomBytes(32).toString("base64")}`);
    expect(deriveToken(id, "old")).not.toBe(token);
  });

  it("is looked up by a hash that does not contain it", () => {
    const token = deriveToken(id, "old");
    expect(hashToken(token)).toHaveLength(32);
    expect(hashToken(token)).not.toEqual(hashToken(deriveToken(id.replace("0193", "0194"), "old")));
  });
});

describe("a pseudonym", () => {
  it("counts the same address as the same, without keeping it", () => {
    expect(pseudonym("ada@mail.test")).toBe(pseudonym("ada@mail.test"));
    expect(pseudonym("ada@mail.test")).not.toBe(pseudonym("bob@mail.test"));
    expect(pseudonym("ada@mail.test")).not.toContain("ada");
  });

  it("means nothing to who does not have the installation's secret", () => {
    const here = pseudonym("ada@mail.test");
    process.env.NEXTAUTH_SECRET = "another secret of at least thirty-two characters";
    loadEnv({ mail: false });
    expect(pseudonym("ada@mail.test")).not.toBe(here);
  });
});
