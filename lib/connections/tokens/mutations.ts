import { v7 as uuidv7 } from "uuid";
import { secondsLater } from "@/lib/platform/calendar";
import { seal } from "@/lib/platform/crypto";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import type { GreenhouseToken } from "@/prisma/generated/client";

/** A token as Greenhouse issued it; only an approval has a refresh token. */
export interface IssuedToken {
  accessToken: string;
  lifetimeSeconds: number;
  refreshToken: string | null;
  /** How long the refresh token can be used; null without one. */
  refreshSeconds: number | null;
}

/** Returns the context that a token is sealed for, so that it cannot be unsealed for another organization. */
export function tokenContext(organizationId: OrganizationId): string {
  return `${organizationId} greenhouse-token`;
}

/**
 * Claims the renewal of a connection's token for some seconds, by the database's clock; a claim that ends after twice as many was made
 * before that clock was put right. Returns the claim's id, or null while another process holds one. A new token revokes the one before,
 * so concurrent renewals would end each other's token.
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
    ON CONFLICT ("organizationId", "integrationId") DO UPDATE SET "claimId" = excluded."claimId", "until" = excluded."until"
    WHERE renewal."until" <= now() OR renewal."until" > now() + make_interval(secs => ${2 * seconds}::int)
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

function columnsOf(token: IssuedToken, organizationId: OrganizationId, now: Date) {
  const context = tokenContext(organizationId);
  return {
    accessSealed: seal(token.accessToken, context),
    expiresAt: secondsLater(now, token.lifetimeSeconds),
    refreshSealed: token.refreshToken === null ? null : seal(token.refreshToken, context),
    refreshBefore: token.refreshSeconds === null ? null : secondsLater(now, token.refreshSeconds),
    refreshLostAt: null,
    renewedAt: now,
  };
}

/** Notes that the answer to a refresh was lost, or that the token before it still holds (`null`). */
export async function noteLostRefresh(tx: TenantTx, integrationId: string, refreshLostAt: Date | null): Promise<void> {
  await tx.greenhouseToken.updateMany({ where: { integrationId }, data: { refreshLostAt } });
}

/** Stores the token of a credential that is taken into use. */
export async function storeToken(
  tx: TenantTx,
  organizationId: OrganizationId,
  integrationId: string,
  token: IssuedToken,
  now: Date,
): Promise<void> {
  const data = columnsOf(token, organizationId, now);
  await tx.greenhouseToken.upsert({
    where: { organizationId_integrationId: { organizationId, integrationId } },
    create: { organizationId, integrationId, ...data },
    update: data,
    select: { integrationId: true },
  });
}

/** Stores a renewed token in place of the one it replaces, null for none; leaves one that was stored since then. */
export async function replaceToken(
  tx: TenantTx,
  organizationId: OrganizationId,
  integrationId: string,
  before: Pick<GreenhouseToken, "renewedAt"> | null,
  token: IssuedToken,
  now: Date,
): Promise<void> {
  const data = columnsOf(token, organizationId, now);
  if (before) await tx.greenhouseToken.updateMany({ where: { integrationId, renewedAt: before.renewedAt }, data });
  else await tx.greenhouseToken.createMany({ data: [{ organizationId, integrationId, ...data }], skipDuplicates: true });
}

/** Deletes the token, because its credential was replaced or deleted. */
export async function deleteToken(tx: TenantTx, integrationId: string): Promise<void> {
  await tx.greenhouseToken.deleteMany({ where: { integrationId } });
}
