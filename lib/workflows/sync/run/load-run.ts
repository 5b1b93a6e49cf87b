import type { PayField } from "@/lib/compensation/rules";
import { findGreenhouse } from "@/lib/connections/data";
import type { TenantTx } from "@/lib/platform/db";
import { parsedSettings, storedSettings } from "@/lib/settings/data";
import { appliedMappings, type Mapping } from "@/lib/settings/mapping/rules";
import type { ClaimedRun } from "@/lib/sync-runs/mutations";
import type { GreenhouseToken, PartnerIntegration } from "@/prisma/generated/client";

const settingsOfRun = ["field_mapping", "own_fields", "compensation"] as const;

/** What a run needs to know before its first request. */
export interface LoadedRun {
  /** Null where the organization has none any more. */
  integration: PartnerIntegration | null;
  /** The token that all processes share; null before the first, and over v1. */
  token: GreenhouseToken | null;
  mappings: Mapping[];
  payFields: readonly PayField[];
  /** Whether there are offers that could not be read, and people whose turn it is: where there are none, nothing more is asked for them. */
  hasUnreadOffers: boolean;
  hasDuePeople: boolean;
}

/** Returns what a run needs to know, in the transaction that claims it and in two statements: most runs find nothing new. */
export async function loadRun(tx: TenantTx, run: ClaimedRun, { evenIfNotDue }: { evenIfNotDue: boolean }): Promise<LoadedRun> {
  const integration = await findGreenhouse(tx);
  const [row] = await tx.$queryRaw<
    (Nullable<GreenhouseToken> & { settings: Record<string, unknown> | null; hasUnreadOffers: boolean; hasDuePeople: boolean })[]
  >`
    SELECT t.*,
      ${storedSettings(settingsOfRun)} AS "settings",
      EXISTS (SELECT 1 FROM "RejectedOffer") AS "hasUnreadOffers",
      EXISTS (SELECT 1 FROM "AcceptedApplication" a WHERE a."nextCheckAt" IS NOT NULL
        AND (${evenIfNotDue} OR a."nextCheckAt" <= ${run.startedAt})) AS "hasDuePeople"
    FROM (SELECT 1) AS one LEFT JOIN "GreenhouseToken" t ON t."integrationId" = ${run.integrationId}::uuid`;
  const settings = parsedSettings(row?.settings ?? {}, settingsOfRun);
  return {
    integration,
    token: row && isToken(row) ? row : null,
    mappings: appliedMappings(settings.field_mapping.mappings, settings.own_fields.fields),
    payFields: settings.compensation.fields,
    hasUnreadOffers: row?.hasUnreadOffers ?? true,
    hasDuePeople: row?.hasDuePeople ?? true,
  };
}

type Nullable<Row> = { [Column in keyof Row]: Row[Column] | null };

function isToken(row: Nullable<GreenhouseToken>): row is GreenhouseToken {
  return row.accessSealed !== null;
}
