import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { MINUTE_MS } from "@/lib/platform/calendar";
import { hashToken } from "@/lib/platform/crypto";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";

/** How long a person may take on their provider's sign-in page. */
const LOGIN_MINUTES = 10;

/** Notes that a browser was sent to its provider. */
export async function startLogin(
  tx: TenantTx,
  organizationId: OrganizationId,
  { state, browser, next, now }: { state: string; browser: string; next: string; now: Date },
): Promise<void> {
  await tx.ssoLogin.deleteMany({ where: { expiresAt: { lt: now } } });
  await tx.ssoLogin.create({
    data: {
      id: uuidv7(),
      organizationId,
      stateHash: hashToken(state),
      browserHash: hashToken(browser),
      next,
      expiresAt: new Date(now.getTime() + LOGIN_MINUTES * MINUTE_MS),
    },
  });
}

/** Returns where a sign-in leads on to, and uses it up. Null when it is unknown, used, expired, or another browser's. */
export async function consumeLogin(
  tx: TenantTx,
  { state, browser, now }: { state: string; browser: string; now: Date },
): Promise<{ next: string } | null> {
  const mine = { stateHash: hashToken(state), browserHash: hashToken(browser), expiresAt: { gt: now } };
  const found = await tx.ssoLogin.findFirst({ where: mine, select: { id: true, next: true } });
  // The deletion, not the reading, decides who uses it.
  const { count } = found ? await tx.ssoLogin.deleteMany({ where: { id: found.id } }) : { count: 0 };
  return found && count === 1 ? { next: found.next } : null;
}

/** Returns nonce and PKCE verifier of a sign-in, made of the secret that only its browser keeps: no copy of the database holds them. */
export function secretsOf(browser: string): { nonce: string; verifier: string } {
  const made = (purpose: string) => createHash("sha256").update(`${purpose} ${browser}`, "utf8").digest("base64url");
  return { nonce: made("nonce"), verifier: made("verifier") };
}
