import { type GreenhouseView, greenhouseViewSchema } from "@/lib/integrations/schema";
import type { TenantTx } from "@/lib/platform/db";
import { latestSyncRun } from "@/lib/sync-runs/data";
import type { PartnerIntegration } from "@/prisma/generated/client";

/** The organization's Greenhouse connection; null before the first. */
export function findGreenhouse(tx: TenantTx): Promise<PartnerIntegration | null> {
  return tx.partnerIntegration.findFirst({ where: { provider: "greenhouse" } });
}

/** The connection as the API shows it. The credential is not among what is read. */
export async function greenhouseView(tx: TenantTx): Promise<GreenhouseView> {
  const row = await tx.partnerIntegration.findFirst({
    where: { provider: "greenhouse" },
    omit: { credentialSealed: true },
    include: { schedule: true },
  });
  return greenhouseViewSchema.parse({
    status: row?.status ?? "not_connected",
    apiVersion: row?.apiVersion ?? null,
    credentialHint: row?.credentialHint ?? null,
    permissions: row?.permissions ?? [],
    attention:
      row?.attentionCode && row.attentionSince
        ? { code: row.attentionCode, message: row.attentionMessage ?? "", since: row.attentionSince.toISOString() }
        : null,
    verifiedAt: row?.verifiedAt?.toISOString() ?? null,
    inviteFrom: row?.inviteFrom?.toISOString().slice(0, 10) ?? null,
    nextSyncAt: row?.schedule?.nextRunAt?.toISOString() ?? null,
    lastSync: row ? await latestSyncRun(tx) : null,
    version: row?.version ?? 0,
  });
}

/** A watermark as the sync reads and writes it. */
export interface ListingPosition {
  offersWatermark: Date | null;
  listingStartedAt: Date | null;
  listingNext: string | null;
}
