import { v7 as uuidv7 } from "uuid";
import type { Actor } from "@/lib/auth/actor";
import { tokenContext } from "@/lib/connections/tokens/mutations";
import { MINUTE_MS, startOf, utcDay } from "@/lib/platform/calendar";
import { hashToken, seal, unseal } from "@/lib/platform/crypto";
import type { TenantTx } from "@/lib/platform/db";

/** How long an admin may take on Greenhouse's consent page. */
const APPROVAL_MINUTES = 15;

/** Stores what is needed when an admin returns from Greenhouse's consent page. */
export async function startApproval(
  tx: TenantTx,
  actor: Actor,
  { state, verifier, inviteFrom, now }: { state: string; verifier: string; inviteFrom: string | undefined; now: Date },
): Promise<void> {
  await removeExpiredApprovals(tx, now);
  await tx.greenhouseApproval.create({
    data: {
      id: uuidv7(),
      organizationId: actor.organizationId,
      userId: actor.userId,
      stateHash: hashToken(state),
      verifierSealed: seal(verifier, tokenContext(actor.organizationId)),
      inviteFrom: inviteFrom === undefined ? null : startOf(inviteFrom),
      expiresAt: new Date(now.getTime() + APPROVAL_MINUTES * MINUTE_MS),
    },
  });
}

/** Deletes approvals that nobody came back from: what they sealed is needed no more, nor is its key. */
export async function removeExpiredApprovals(tx: TenantTx, now: Date): Promise<void> {
  await tx.greenhouseApproval.deleteMany({ where: { expiresAt: { lt: now } } });
}

/** Returns what belongs to a state, and deletes it. Null when the state is unknown, used, expired, or another user's. */
export async function consumeApproval(
  tx: TenantTx,
  actor: Actor,
  state: string,
  now: Date,
): Promise<{ verifier: string; inviteFrom: string | undefined } | null> {
  const found = await tx.greenhouseApproval.findFirst({
    where: { stateHash: hashToken(state), userId: actor.userId, expiresAt: { gt: now } },
  });
  // The deletion, not the reading, decides who uses it.
  const { count } = found ? await tx.greenhouseApproval.deleteMany({ where: { id: found.id } }) : { count: 0 };
  if (!found || count === 0) return null;
  return {
    verifier: unseal(found.verifierSealed, tokenContext(actor.organizationId)),
    inviteFrom: found.inviteFrom ? utcDay(found.inviteFrom) : undefined,
  };
}
