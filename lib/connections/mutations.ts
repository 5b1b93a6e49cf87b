import { v7 as uuidv7 } from "uuid";
import { PORTAL } from "@/lib/audit/actions";
import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { findGreenhouse, greenhouseView } from "@/lib/connections/data";
import { noPlaces, nothingListed } from "@/lib/connections/listing/mutations";
import type { AttentionReason, GreenhouseGrant, GreenhouseView } from "@/lib/connections/schema";
import * as m from "@/lib/messages/generated/server/connections";
import { startOf, utcDay } from "@/lib/platform/calendar";
import { seal, unseal } from "@/lib/platform/crypto";
import { asOrganizationId, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { cancelRuns } from "@/lib/sync-runs/mutations";
import type { PartnerIntegration } from "@/prisma/generated/client";

/** Returns the context that a Greenhouse credential is sealed for, so that it cannot be unsealed for another organization. */
export function credentialContext(organizationId: OrganizationId): string {
  return `${organizationId} greenhouse-credential`;
}

/**
 * Locks a connection against a change of its credential until the transaction ends. Returns whether the credential is still the one that
 * this row holds, under whatever key it is sealed by now.
 */
export async function lockCredential(tx: TenantTx, { id, organizationId, credentialSealed }: PartnerIntegration): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ credentialSealed: string | null }[]>`
    SELECT "credentialSealed" FROM "PartnerIntegration" WHERE "id" = ${id}::uuid FOR SHARE`;
  if (!row?.credentialSealed || !credentialSealed) return false;
  if (row.credentialSealed === credentialSealed) return true;
  const context = credentialContext(asOrganizationId(organizationId));
  return unseal(row.credentialSealed, context) === unseal(credentialSealed, context);
}

/** A credential that was checked against Greenhouse. */
export interface VerifiedCredential {
  apiVersion: "v1" | "v3";
  grant: GreenhouseGrant;
  secret: string;
  /** The part that is shown again; null where it has none. */
  hint: string | null;
  permissions: GreenhouseView["permissions"];
  seesNothing: boolean;
}

/**
 * Stores a checked credential in place of the earlier one and returns the connection's id. A sync that runs with the earlier one is
 * cancelled. A v1 key that v3 replaces is kept until v3's first successful run.
 */
export async function storeCredential(
  tx: TenantTx,
  actor: Actor,
  credential: VerifiedCredential,
  { inviteFrom, now }: { inviteFrom: string; now: Date },
): Promise<string> {
  const { organizationId } = actor;
  const before = await findGreenhouse(tx);
  const id = before?.id ?? uuidv7();
  const data = {
    status: "connected" as const,
    apiVersion: credential.apiVersion,
    grant: credential.grant,
    credentialSealed: seal(credential.secret, credentialContext(organizationId)),
    credentialHint: credential.hint,
    formerKeySealed: formerKey(before, credential),
    permissions: credential.permissions,
    seesNothing: credential.seesNothing,
    attentionCode: null,
    attentionMessage: null,
    attentionSince: null,
    verifiedAt: now,
    inviteFrom: startOf(inviteFrom),
    // A place in the list of one version, or of one client, is none in another's. The watermarks are moments and stay.
    ...(credential.grant === "key" && before?.grant === "key" ? {} : noPlaces),
  };
  const key = { organizationId_provider: { organizationId, provider: "greenhouse" } };
  await tx.partnerIntegration.upsert({
    where: key,
    create: { id, organizationId, ...data },
    update: { ...data, version: { increment: 1 } },
    select: { id: true },
  });
  await cancelRuns(tx, "connection_changed", now);
  await recordAudit(tx, {
    organizationId,
    actor: { id: actor.userId, name: actor.name },
    action: before?.credentialSealed ? "greenhouse.credential_replaced" : "greenhouse.connected",
    subject: `integration:${id}`,
    changes: {
      apiVersion: [before?.apiVersion ?? null, credential.apiVersion],
      credential: [before?.credentialHint ?? null, data.credentialHint],
      inviteFrom: [day(before?.inviteFrom), inviteFrom],
    },
  });
  return id;
}

function formerKey(before: PartnerIntegration | null, credential: VerifiedCredential): string | null {
  if (credential.apiVersion === "v1") return null;
  return before?.grant === "key" ? before.credentialSealed : (before?.formerKeySealed ?? null);
}

/** What a run found out about its connection. */
export interface SeenByRun {
  lostPermissions: readonly string[];
  clockSkewSeconds: number;
}

/**
 * Records what a successful run shows about its connection, and deletes the v1 key that v3 replaced. Returns when Greenhouse last
 * announced a relevant change; null when it never did.
 */
export async function recordSuccessfulRun(
  tx: TenantTx,
  { id, credentialSealed }: Pick<PartnerIntegration, "id" | "credentialSealed">,
  { lostPermissions, clockSkewSeconds }: SeenByRun,
): Promise<Date | null> {
  const [row] = await tx.$queryRaw<(PartnerIntegration & { lastHintAt: Date | null })[]>`
    SELECT i.*, w."lastHintAt" FROM "PartnerIntegration" i
    LEFT JOIN "GreenhouseWebhook" w ON w."organizationId" = i."organizationId" AND w."integrationId" = i."id"
    WHERE i."id" = ${id}::uuid`;
  if (!row) return null;
  // The credential was replaced meanwhile: what this run saw says nothing about the new one.
  if (row.credentialSealed !== credentialSealed) return row.lastHintAt;
  if (row.clockSkewSeconds !== clockSkewSeconds) {
    await tx.partnerIntegration.updateMany({ where: { id }, data: { clockSkewSeconds } });
  }
  if (row.apiVersion === "v3" && row.formerKeySealed !== null) {
    await tx.partnerIntegration.updateMany({ where: { id }, data: { formerKeySealed: null, version: { increment: 1 } } });
    await recordAudit(tx, {
      organizationId: row.organizationId as OrganizationId,
      actor: { id: null, name: PORTAL },
      action: "greenhouse.v1_key_erased",
      subject: `integration:${id}`,
      changes: {},
    });
  }
  if (row.seesNothing && (await tx.acceptedApplication.count({ take: 1 })) > 0) {
    await tx.partnerIntegration.updateMany({ where: { id }, data: { seesNothing: false } });
  }
  if (lostPermissions.length > 0) {
    await tx.partnerIntegration.updateMany({ where: { id }, data: { permissions: withoutPermissions(row, lostPermissions) } });
  }
  return row.lastHintAt;
}

function withoutPermissions(row: PartnerIntegration, lost: readonly (string | undefined)[]) {
  return (row.permissions as GreenhouseView["permissions"]).map((one) => ({ ...one, granted: one.granted && !lost.includes(one.name) }));
}

/** Changes the go-live date. Throws `version_conflict` with the current connection when someone else changed it. */
export async function changeInviteFrom(tx: TenantTx, actor: Actor, change: { version: number; inviteFrom: string }): Promise<void> {
  const before = await findGreenhouse(tx);
  if (!before?.credentialSealed) throw new AppError("not_connected", m.connectFirst());
  const { count } = await tx.partnerIntegration.updateMany({
    where: { id: before.id, version: change.version },
    data: { inviteFrom: startOf(change.inviteFrom), version: { increment: 1 } },
  });
  if (count === 0) {
    const current = await greenhouseView(tx);
    throw new AppError("version_conflict", m.editedByOthers(), { current });
  }
  await recordAudit(tx, {
    organizationId: actor.organizationId,
    actor: { id: actor.userId, name: actor.name },
    action: "greenhouse.go_live_changed",
    subject: `integration:${before.id}`,
    changes: { inviteFrom: [day(before.inviteFrom), change.inviteFrom] },
  });
}

/** Deletes the credential and cancels the run under way; hires and history are kept. Does nothing when nothing is connected. */
export async function disconnect(tx: TenantTx, actor: Actor, now: Date): Promise<void> {
  const before = await findGreenhouse(tx);
  if (!before?.credentialSealed) return;
  await tx.partnerIntegration.updateMany({
    where: { id: before.id },
    data: {
      status: "not_connected",
      apiVersion: null,
      grant: null,
      credentialSealed: null,
      credentialHint: null,
      formerKeySealed: null,
      seesNothing: false,
      permissions: [],
      attentionCode: null,
      attentionMessage: null,
      attentionSince: null,
      verifiedAt: null,
      // Another account may be connected next, and a link into the old one's list must not be followed there.
      ...nothingListed,
      version: { increment: 1 },
    },
  });
  await tx.syncSchedule.deleteMany({ where: { integrationId: before.id } });
  await cancelRuns(tx, "disconnected", now);
  await recordAudit(tx, {
    organizationId: actor.organizationId,
    actor: { id: actor.userId, name: actor.name },
    action: "greenhouse.disconnected",
    subject: `integration:${before.id}`,
    changes: { credential: [before.credentialHint, null] },
  });
}

/** Sets when the organization is synced next; null: not automatically. */
export async function scheduleSync(
  tx: TenantTx,
  organizationId: OrganizationId,
  integrationId: string,
  nextRunAt: Date | null,
): Promise<void> {
  await tx.syncSchedule.upsert({
    where: { organizationId_integrationId: { organizationId, integrationId } },
    create: { organizationId, integrationId, nextRunAt },
    update: { nextRunAt },
    select: { organizationId: true },
  });
}

/**
 * Marks the connection as needing attention and stops scheduled runs, because Greenhouse refused the credential. Does nothing when the
 * credential was replaced since the caller read it (`credentialSealed`).
 */
export async function needAttention(
  tx: TenantTx,
  organizationId: OrganizationId,
  { integrationId, credentialSealed }: { integrationId: string; credentialSealed: string },
  reason: { code: AttentionReason; message: string; missingPermission?: string | undefined },
  now: Date,
): Promise<void> {
  const row = await findGreenhouse(tx);
  if (row?.credentialSealed !== credentialSealed) return;
  await tx.partnerIntegration.updateMany({
    where: { id: integrationId },
    data: {
      status: "needs_attention",
      attentionCode: reason.code,
      attentionMessage: reason.message,
      attentionSince: row.attentionSince ?? now,
      permissions: withoutPermissions(row, [reason.missingPermission]),
      version: { increment: 1 },
    },
  });
  await scheduleSync(tx, organizationId, integrationId, null);
}

function day(date: Date | null | undefined): string | null {
  return date ? utcDay(date) : null;
}
