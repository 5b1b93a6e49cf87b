import { type GreenhouseView, greenhouseViewSchema } from "@/lib/connections/schema";
import { utcDay } from "@/lib/platform/calendar";
import type { TenantTx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { path } from "@/lib/platform/paths/address";
import { greenhouseWebhookRoute } from "@/lib/platform/paths/service";
import { readSetting } from "@/lib/settings/data";
import { latestSyncRun } from "@/lib/sync-runs/data";
import type { PartnerIntegration } from "@/prisma/generated/client";

/** Returns the organization's Greenhouse connection; null before the first. */
export function findGreenhouse(tx: TenantTx): Promise<PartnerIntegration | null> {
  return tx.partnerIntegration.findFirst({ where: { provider: "greenhouse" } });
}

/** Returns the connection as the API shows it, without reading the credential. */
export async function greenhouseView(tx: TenantTx): Promise<GreenhouseView> {
  const row = await tx.partnerIntegration.findFirst({
    where: { provider: "greenhouse" },
    omit: { credentialSealed: true, formerKeySealed: true },
    include: { schedule: true, webhook: { select: { lastDeliveryAt: true } } },
  });
  const { APP_URL, GREENHOUSE_OAUTH_CLIENT_ID } = env();
  const { timing, timeZone } = (await readSetting(tx, "invitations")).value;
  const keepsFormerKey = row !== null && (await tx.partnerIntegration.count({ where: { id: row.id, NOT: { formerKeySealed: null } } })) > 0;
  return greenhouseViewSchema.parse({
    status: row?.status ?? "not_connected",
    apiVersion: row?.apiVersion ?? null,
    grant: row?.grant ?? null,
    credentialHint: row?.credentialHint ?? null,
    seesNothing: row?.seesNothing ?? false,
    formerKeyKept: keepsFormerKey,
    approvalOffered: GREENHOUSE_OAUTH_CLIENT_ID !== undefined,
    webhook: row
      ? {
          url: webhookAddress(APP_URL, row.id),
          secretSet: row.webhook !== null,
          lastDeliveryAt: row.webhook?.lastDeliveryAt?.toISOString() ?? null,
          managed: row.webhooksManaged,
        }
      : null,
    permissions: row?.permissions ?? [],
    attention:
      row?.attentionCode && row.attentionSince
        ? { code: row.attentionCode, message: row.attentionMessage ?? "", since: row.attentionSince.toISOString() }
        : null,
    verifiedAt: row?.verifiedAt?.toISOString() ?? null,
    inviteFrom: row?.inviteFrom ? utcDay(row.inviteFrom) : null,
    timing,
    timeZone,
    nextSyncAt: row?.schedule?.nextRunAt?.toISOString() ?? null,
    lastSync: row ? await latestSyncRun(tx) : null,
    version: row?.version ?? 0,
  });
}

/** Returns the URL to which Greenhouse posts the changes of one connection. */
export function webhookAddress(appUrl: string, integrationId: string): string {
  return `${appUrl}${path(greenhouseWebhookRoute, integrationId)}`;
}
