import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { env } from "@/lib/platform/env";

/** A sealed text can't be opened: its key is not in the ring, or it was altered or sealed for another context. */
export class UnsealError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "UnsealError";
  }
}

const FORMAT = "s1";

function keyOf(id?: string): { id: string; key: Buffer } {
  const ring = env().CREDENTIAL_KEYS;
  const found = id === undefined ? ring[0] : ring.find((known) => known.id === id);
  if (!found) throw new UnsealError(`no key with id ${id} in CREDENTIAL_KEYS`);
  return found;
}

/**
 * Encrypts a secret with AES-256-GCM and the ring's first key. `context` (the organization's id and the secret's purpose) is
 * authenticated, so a sealed text that is copied to another organization's row can't be opened.
 */
export function seal(secret: string, context: string): string {
  const { id, key } = keyOf();
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(context, "utf8"));
  const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [FORMAT, id, nonce.toString("base64url"), body.toString("base64url")].join(".");
}

/** Decrypts a text that `seal` encrypted with the same context and any key of the ring; throws `UnsealError` otherwise. */
export function unseal(sealed: string, context: string): string {
  const [format, id, nonce, body] = sealed.split(".");
  if (format !== FORMAT || !id || !nonce || !body) throw new UnsealError("not a sealed text");
  const bytes = Buffer.from(body, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", keyOf(id).key, Buffer.from(nonce, "base64url"), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(context, "utf8"));
  try {
    decipher.setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8");
  } catch {
    throw new UnsealError("sealed for another context, or altered");
  }
}

/** Returns the id of the key that a sealed text needs. */
export function sealedWith(sealed: string): string | undefined {
  return sealed.split(".")[1];
}

/** Returns the id of the key for new secrets and tokens. */
export function currentKeyId(): string {
  return keyOf().id;
}

/**
 * Returns a 256-bit token (base64url) that only this installation can compute for `subject`. Because it is derived, a worker can
 * write the same link again after a crash, although the database only has a hash.
 */
export function deriveToken(subject: string, keyId: string): string {
  const key = derivedKey(keyOf(keyId).key, "emptrust invitation token");
  return createHmac("sha256", key).update(subject, "utf8").digest("base64url");
}

// As many as there are secrets and purposes.
const derivedKeys = new Map<string, KeyObject>();

/**
 * Returns a 256-bit key that is derived from a secret for one purpose (HKDF with SHA-256, RFC 5869). Derived once, since it never changes, and
 * kept as Node.js needs it: a buffer is turned into a key at each use, which takes six times as long as the use.
 */
export function derivedKey(secret: Buffer | string, purpose: string): KeyObject {
  const name = `${purpose}\n${typeof secret === "string" ? secret : secret.toString("base64")}`;
  const key = derivedKeys.get(name) ?? createSecretKey(Buffer.from(hkdfSync("sha256", secret, Buffer.alloc(0), purpose, 32)));
  derivedKeys.set(name, key);
  return key;
}

/** Returns whether a text has the shape of a token: 256 bits in base64url. */
export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** Returns the SHA-256 of a token, which the database stores. A token has 256 bits of entropy, so no salt is needed. */
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token, "utf8").digest());
}

/** Returns a keyed hash, to count by IP address or account without storing either. */
export function pseudonym(value: string): string {
  return pseudonymUnder(env().NEXTAUTH_SECRET, value);
}

/** Returns the pseudonyms that a value may have been given: by the secret of now, and by the former one while it is known. */
export function knownPseudonyms(value: string): string[] {
  return portalSecrets().map((secret) => pseudonymUnder(secret, value));
}

/** Returns the secrets that a cookie or a signature may be of: the one of now first, then the former one while it is known. */
export function portalSecrets(): string[] {
  const { NEXTAUTH_SECRET: now, NEXTAUTH_SECRET_FORMER: former } = env();
  return former === undefined ? [now] : [now, former];
}

function pseudonymUnder(secret: string, value: string): string {
  return createHmac("sha256", secret).update(value, "utf8").digest("base64url").slice(0, 32);
}
