import { v7 as uuidv7 } from "uuid";
import type { Actor } from "@/lib/auth/actor";
import { MINUTE_MS, startOf, utcDay } from "@/lib/platform/calendar";
import { hashToken, seal, unseal } from "@/lib/platform/crypto";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import type { GreenhouseToken } from "@/prisma/generated/client";

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
 * Claims the renewal of a connection's token for some seconds, by the database's clock. Returns the claim's id, or null while another
 * process holds one. A new token revokes the one before, so two renewals at once would end each other's token.
 */
export async function claimRenewal(
  tx: TenantTx,
  organizationId: OrganizationId,
  integrationId: string,
  seconds: number,
): Promise<string | null> {
  const [claimed] = await tx.$queryRaw<{ claimId: string }[]>`
    INSERT INTO "GreenhouseTokenRenewal" AS renewal ("organizationId", "integrationId", "claimId", "until")
    VALUES (${organizationId}::uuid, ${integrationId}::uuid, ${uuidv7()}::uuid, now() + make_interval(secs => ${seconds}::int))
    ON CONFLICT ("integrationId") DO UPDATE SET "claimId" = excluded."claimId", "until" = excluded."until"
    WHERE renewal."until" <= now()
    RETURNING "claimId"`;
  return claimed?.claimId ?? null;
}

/** Keeps a claim alive while Greenhouse takes its time. */
export async function extendRenewal(tx: TenantTx, claimId: string, seconds: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE "GreenhouseTokenRenewal" SET "until" = now() + make_interval(secs => ${seconds}::int) WHERE "claimId" = ${claimId}::uuid`;
}

/** Gives a claim back; another process may renew now. */
export async function endRenewal(tx: TenantTx, claimId: string): Promise<void> {
  await tx.greenhouseTokenRenewal.deleteMany({ where: { claimId } });
}

function columnsOf(token: GivenToken, organizationId: OrganizationId, renewedAt: Date) {
  const context = tokenContext(organizationId);
  return {
    accessSealed: seal(token.accessToken, context),
    expiresAt: token.expiresAt,
    refreshSealed: token.refreshToken === null ? null : seal(token.refreshToken, context),
    refreshBefore: token.refreshBefore,
    renewedAt,
  };
}

/** Stores the token of a credential that is taken into use. */
export async function storeToken(
  tx: TenantTx,
  organizationId: OrganizationId,
  integrationId: string,
  token: GivenToken,
  now: Date,
): Promise<void> {
  const data = columnsOf(token, organizationId, now);
  await tx.greenhouseToken.upsert({
    where: { integrationId },
    create: { organizationId, integrationId, ...data },
    update: data,
    select: { integrationId: true },
  });
}

/** Stores a renewed token in place of the one it replaces, null for none. Returns false when another one is stored by now. */
export async function replaceToken(
  tx: TenantTx,
  organizationId: OrganizationId,
  integrationId: string,
  before: Pick<GreenhouseToken, "renewedAt"> | null,
  token: GivenToken,
  now: Date,
): Promise<boolean> {
  const data = columnsOf(token, organizationId, now);
  const { count } = before
    ? await tx.greenhouseToken.updateMany({ where: { integrationId, renewedAt: before.renewedAt }, data })
    : await tx.greenhouseToken.createMany({ data: [{ organizationId, integrationId, ...data }], skipDuplicates: true });
  return count > 0;
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
