import { randomBytes } from "node:crypto";
import { hashToken } from "@/lib/platform/crypto";
import type { AccountId, AccountTx } from "@/lib/platform/db";

const COUNT = 10;
/** Crockford's base32, which has no letters that look like others. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const BYTES = 15;

/** 120 bits: so many that a plain hash is enough (OWASP ASVS 5.0, 6.5.2: from 112 on). */
function newCode(): string {
  let bits = BigInt(`0x${randomBytes(BYTES).toString("hex")}`);
  let code = "";
  for (let n = 0; n < (BYTES * 8) / 5; n++) {
    code += ALPHABET[Number(bits & 31n)];
    bits >>= 5n;
  }
  return code.replace(/.{4}(?=.)/g, "$&-");
}

function hashOf(typed: string) {
  const plain = typed
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/o/g, "0")
    .replace(/[il]/g, "1");
  return hashToken(plain);
}

/** Gives a person new recovery codes in place of those that they had, and returns them: only their hashes are stored. */
export async function makeRecoveryCodes(tx: AccountTx, accountId: AccountId): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, newCode);
  await tx.recoveryCode.deleteMany({ where: { accountId } });
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ accountId, hash: hashOf(code) })) });
  return codes;
}

/** Returns whether it is a recovery code of the person's that was not used, and uses it. */
export async function takeRecoveryCode(tx: AccountTx, accountId: AccountId, typed: string, now: Date): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({ where: { accountId, hash: hashOf(typed), usedAt: null }, data: { usedAt: now } });
  return count === 1;
}
