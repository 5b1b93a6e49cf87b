import type { Actor } from "@/lib/auth/actor";
import { findGreenhouse } from "@/lib/connections/data";
import type { Doctor, DoctorCheck } from "@/lib/connections/doctor/schema";
import { findWebhook } from "@/lib/connections/webhooks/data";
import type { HarvestHttp } from "@/lib/greenhouse/http";
import * as connections from "@/lib/messages/generated/server/connections";
import * as m from "@/lib/messages/generated/server/doctor";
import { applicationsNotShown } from "@/lib/offers/data";
import { UnsealError } from "@/lib/platform/crypto";
import { databaseTime, inOrganization } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { latestSyncRun } from "@/lib/sync-runs/data";
import { isUnderWay } from "@/lib/sync-runs/rules";
import type { SyncRun } from "@/lib/sync-runs/schema";
import { type Examined, examineKey, examineToken } from "@/lib/workflows/connect/examine-credential";
import { clockSkewSeconds } from "@/lib/workflows/sync/listing/listing-start";
import type { GreenhouseWebhook, PartnerIntegration } from "@/prisma/generated/client";

/**
 * Returns what is well and what is not about the connection, with what to do, in as few requests as Greenhouse permits: one introspection
 * of the token, one for whose it is, and one for each list only where it does not tell the scopes. Changes nothing. No detail holds a secret
 * or names a person.
 */
export async function examineConnection({ organizationId }: Actor): Promise<Doctor> {
  const known = await inOrganization(organizationId, async (tx) => {
    const integration = await findGreenhouse(tx);
    return {
      integration,
      webhook: integration && (await findWebhook(tx, integration.id)),
      lastSync: await latestSyncRun(tx),
      notShown: await applicationsNotShown(tx),
    };
  });
  const { integration } = known;
  if (!integration?.credentialSealed) throw new AppError("not_connected", connections.notConnected());
  const askedAt = await databaseTime();
  const { checks, last, requests, isUnreadable } = await examined(integration);
  return {
    checks: [
      credentialCheck(integration, isUnreadable),
      ...checks,
      visibilityCheck(known.notShown),
      clockCheck(last, askedAt),
      webhookCheck(known.webhook),
      rateCheck(last),
      lastSyncCheck(known.lastSync),
    ],
    requests,
  };
}

async function examined(integration: PartnerIntegration): Promise<Examined & { isUnreadable: boolean }> {
  try {
    const found = await (integration.apiVersion === "v1" ? examineKey(integration) : examineToken(integration));
    return { ...found, isUnreadable: false };
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error;
    return { checks: [], last: null, requests: 0, isUnreadable: true };
  }
}

function credentialCheck({ grant, apiVersion, credentialHint }: PartnerIntegration, isUnreadable: boolean): DoctorCheck {
  const name = "credential";
  if (isUnreadable) return { name, ok: false, detail: m.credentialUnreadable(), fix: m.enterAgain() };
  const kind = grant === "key" ? "key" : grant === "client_credentials" ? "client" : "approval";
  return { name, ok: true, detail: m.credentialUsed({ kind, hint: credentialHint ?? "", version: apiVersion ?? "" }) };
}

function visibilityCheck(count: number): DoctorCheck {
  const detail = m.visibility({ count });
  return count > 0 ? { name: "visibility", ok: null, detail, fix: m.addToTeam() } : { name: "visibility", ok: null, detail };
}

function clockCheck(last: HarvestHttp["last"], askedAt: Date): DoctorCheck {
  const name = "clock";
  if (!last?.respondedAt) return { name, ok: null, detail: m.clockUnknown() };
  const skew = clockSkewSeconds(last.respondedAt, askedAt);
  if (skew === 0) return { name, ok: true, detail: m.clocksAgree() };
  const detail = m.clocksDiffer({ seconds: Math.abs(skew), direction: skew > 0 ? "ahead" : "behind" });
  return { name, ok: false, detail, fix: m.setClock() };
}

function webhookCheck(webhook: GreenhouseWebhook | null): DoctorCheck {
  const name = "webhook";
  if (!webhook) return { name, ok: null, detail: m.webhookNone(), fix: m.makeWebhook() };
  if (!webhook.lastDeliveryAt) return { name, ok: null, detail: m.webhookWaiting(), fix: m.saveWebhook() };
  return { name, ok: true, detail: m.webhookWorks() };
}

function rateCheck(last: HarvestHttp["last"]): DoctorCheck {
  const name = "rate_limit";
  if (last?.limit == null || last.remaining === null) return { name, ok: null, detail: m.rateUnknown() };
  if (last.remaining === 0) return { name, ok: false, detail: m.rateUsedUp(), fix: m.ownCredential() };
  return { name, ok: true, detail: m.rateLeft({ remaining: String(last.remaining), limit: String(last.limit) }) };
}

function lastSyncCheck(run: SyncRun | null): DoctorCheck {
  const name = "last_sync";
  if (!run) return { name, ok: null, detail: m.neverSynced() };
  if (isUnderWay(run)) return { name, ok: null, detail: m.syncUnderWay() };
  if (!run.error) return { name, ok: true, detail: m.syncSucceeded() };
  const isCredential = run.error.code === "credential_rejected" || run.error.code === "permission_missing";
  return { name, ok: false, detail: m.syncFailed({ reason: run.error.message }), fix: isCredential ? m.replaceCredential() : m.tryLater() };
}
