import { v7 as uuidv7 } from "uuid";
import type { Actor } from "@/lib/auth/actor";
import { MINUTE_MS, startOf, utcDay } from "@/lib/platform/calendar";
import { hashToken, seal, unseal } from "@/lib/platform/crypto";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";

/** A token as Greenhouse gave it; the refresh token belongs to an approval only. */
export interface GivenToken {
  accessToken: string;
  expiresAt: Date;
  refreshToken: string | null;
  refreshBefore: Date | null;
}

/** How long an admin may take on Greenhouse's consent page. */
const APPROVAL_MINUTES = 15;

/** What a token is sealed for: a row cannot be opened for another organization. */
export function tokenContext(organizationId: OrganizationId): string {
  return `${organizationId} greenhouse-token`;
}

/**
 * Waits until no other process renews this connection's token, and holds them off until the transaction ends. A new token
 * revokes the one before, so two that renew at once would knock each other out.
 */
export async function lockToken(tx: TenantTx, integrationId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`greenhouse-token ${integrationId}`}, 0))::text`;
}

/** Stores a token in place of the earlier one. */
export async function storeToken(
  tx: TenantTx,
  organizationId: OrganizationId,
  integrationId: string,
  token: GivenToken,
  now: Date,
): Promise<void> {
  const context = tokenContext(organizationId);
  const data = {
    accessSealed: seal(token.accessToken, context),
    expiresAt: token.expiresAt,
    refreshSealed: token.refreshToken === null ? null : seal(token.refreshToken, context),
    refreshBefore: token.refreshBefore,
    renewedAt: now,
  };
  await tx.greenhouseToken.upsert({
    where: { integrationId },
    create: { organizationId, integrationId, ...data },
    update: data,
    select: { integrationId: true },
  });
}

/** Forgets the token, because its credential was replaced or erased. */
export async function forgetToken(tx: TenantTx, integrationId: string): Promise<void> {
  await tx.greenhouseToken.deleteMany({ where: { integrationId } });
}

/** Keeps what an admin's way to Greenhouse's consent page needs to come back; ways that were not come back from are forgotten. */
export async function startApproval(
  tx: TenantTx,
  actor: Actor,
  { state, verifier, inviteFrom, now }: { state: string; verifier: string; inviteFrom: string | undefined; now: Date },
): Promise<void> {
  await tx.greenhouseApproval.deleteMany({ where: { expiresAt: { lt: now } } });
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

/** Uses up the way that this state belongs to; null when it is unknown, used, over, or somebody else's. */
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
