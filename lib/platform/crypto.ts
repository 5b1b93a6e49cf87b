import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/platform/env";

/** A sealed text could not be opened: its key is gone from the ring, or it was sealed for someone else or altered. */
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
 * Seals a secret with AES-256-GCM under the ring's first key. `context` (the organization's id and the secret's use)
 * is bound in as associated data, so a sealed text copied to another organization's row does not open.
 */
export function seal(secret: string, context: string): string {
  const { id, key } = keyOf();
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(context, "utf8"));
  const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [FORMAT, id, nonce.toString("base64url"), body.toString("base64url")].join(".");
}

/** Opens what `seal` made with the same context; throws `UnsealError` otherwise. Any key of the ring opens. */
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

/** The id of the key a sealed text needs. */
export function sealedWith(sealed: string): string | undefined {
  return sealed.split(".")[1];
}

/** The id of the key that new secrets are sealed with and new tokens derived from. */
export function currentKeyId(): string {
  return keyOf().id;
}

/**
 * A 256-bit token that only this installation can compute for `subject`, base64url. Deriving instead of storing lets a
 * worker write the same link again after a crash while the database holds a hash only.
 */
export function deriveToken(subject: string, keyId: string): string {
  const key = hkdfSync("sha256", keyOf(keyId).key, Buffer.alloc(0), "emptrust invitation token", 32);
  return createHmac("sha256", Buffer.from(key)).update(subject, "utf8").digest("base64url");
}

/** SHA-256 of a token: what the database holds and looks up. A token has 256 bits of entropy, so no salt is needed. */
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token, "utf8").digest());
}

/** A keyed hash for counting by address or account without keeping either. */
export function pseudonym(value: string): string {
  return createHmac("sha256", env().NEXTAUTH_SECRET).update(value, "utf8").digest("base64url").slice(0, 32);
}
