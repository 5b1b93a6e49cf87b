import type { Actor } from "@/lib/auth/actor";
import { findGreenhouse } from "@/lib/connections/data";
import { moveListing, scheduleSync } from "@/lib/connections/mutations";
import { hiresUnderRules, requiredFieldsEffect } from "@/lib/hires/rule-effects";
import { reevaluateHiresJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import { oldestStoredOffer } from "@/lib/offers/data";
import { rereadEverybody } from "@/lib/offers/mutations";
import { inOrganization, type TenantTx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { readSetting, type StoredSetting, seenCustomFields } from "@/lib/settings/data";
import { saveSetting } from "@/lib/settings/mutations";
import { isImported } from "@/lib/settings/rules";
import type { FieldMapping, ImportRule, LastChange, SettingName, SettingValue } from "@/lib/settings/schema";
import { cancelRuns } from "@/lib/sync-runs/mutations";
import { syncIntervalMs } from "@/lib/workflows/sync/sync-interval";

type View<Name extends SettingName> = SettingValue<Name> & LastChange;

/** One of an organization's settings as the API shows it. */
export function settingView<Name extends SettingName>(actor: Actor, name: Name): Promise<View<Name>> {
  return inOrganization(actor.organizationId, async (tx) => toView(await readSetting(tx, name)));
}

function toView<Name extends SettingName>({ value, version, updatedBy, updatedAt }: StoredSetting<Name>): View<Name> {
  return { ...value, version, updatedBy, updatedAt: updatedAt?.toISOString() ?? null };
}

/**
 * Saves what decides about hires (required fields, import rules, packages); every open hire is decided anew in the background.
 * Throws `version_conflict` when someone else was faster.
 */
export async function saveDecision<Name extends "required_fields" | "import_rules" | "packages">(
  actor: Actor,
  name: Name,
  change: { version: number; value: SettingValue<Name> },
): Promise<View<Name>> {
  return inOrganization(actor.organizationId, async (tx) => {
    await saveSetting(tx, actor, name, change);
    if (name !== "packages") await enqueue(tx, reevaluateHiresJob, [{ organizationId: actor.organizationId }]);
    return toView(await readSetting(tx, name));
  });
}

/** How many open hires other required fields would make pending, and how many complete. */
export function previewRequiredFields(actor: Actor, { fields }: SettingValue<"required_fields">) {
  return inOrganization(actor.organizationId, (tx) => requiredFieldsEffect(tx, actor.organizationId, fields));
}

const EXAMPLES = 5;

/** How many open hires these rules would leave out, with some of them, and how many that are left out now they would take in. */
export function previewImportRules(actor: Actor, { rules }: { rules: readonly ImportRule[] }) {
  return inOrganization(actor.organizationId, async (tx) => {
    const found = { leftOut: 0, takenIn: 0, examples: [] as { id: string; name: string }[] };
    for await (const { id, name, status, byHand, values } of hiresUnderRules(
      tx,
      rules.map(({ field }) => field),
    )) {
      if (byHand) continue;
      const isTaken = isImported(values, rules);
      if (status === "excluded" && isTaken) found.takenIn++;
      if (status === "excluded" || isTaken) continue;
      found.leftOut++;
      if (found.examples.length < EXAMPLES) found.examples.push({ id, name });
    }
    return found;
  });
}

/** The field mapping with the custom fields that were met, for choosing from. */
export function fieldMappingView(actor: Actor) {
  return inOrganization(actor.organizationId, mappingView);
}

async function mappingView(tx: TenantTx) {
  return { ...toView(await readSetting(tx, "field_mapping")), available: await seenCustomFields(tx) };
}

/** Saves the field mapping; the sync that starts now reads everybody again, and offers from the first one when theirs are meant. */
export async function saveFieldMapping(actor: Actor, change: { version: number; value: SettingValue<"field_mapping"> }) {
  const now = new Date();
  return inOrganization(actor.organizationId, async (tx) => {
    const before = (await readSetting(tx, "field_mapping")).value.mappings;
    await saveSetting(tx, actor, "field_mapping", change);
    const integration = await findGreenhouse(tx);
    if (!integration?.credentialSealed) return mappingView(tx);
    // A run under way read with the earlier mapping, and would note the listing as done.
    await cancelRuns(tx, "mapping_changed", now);
    await rereadEverybody(tx, now);
    // Of an offer only what was mapped is kept, so those that are held must be listed again.
    if (offerKeys(before) !== offerKeys(change.value.mappings)) {
      const offersWatermark = (await oldestStoredOffer(tx)) ?? integration.offersWatermark;
      await moveListing(tx, integration.id, { offersWatermark, listingStartedAt: null, listingNext: null });
    }
    if (integration.status === "connected") await scheduleSync(tx, actor.organizationId, integration.id, now);
    return mappingView(tx);
  });
}

function offerKeys(mappings: readonly FieldMapping[]): string {
  const keys = mappings.flatMap(({ from, key }) => (from === "offer" ? [key] : []));
  return JSON.stringify(keys.sort());
}

/** How often Greenhouse is asked, with what holds where nothing is set. */
export function syncSettingView(actor: Actor) {
  return inOrganization(actor.organizationId, syncView);
}

async function syncView(tx: TenantTx) {
  return { ...toView(await readSetting(tx, "sync")), defaultMinutes: env().SYNC_INTERVAL_SECONDS / 60 };
}

/** Saves how often Greenhouse is asked. A shorter interval holds from now on, a longer one after the next sync. */
export async function saveSyncSetting(actor: Actor, change: { version: number; value: SettingValue<"sync"> }) {
  const { organizationId } = actor;
  return inOrganization(organizationId, async (tx) => {
    await saveSetting(tx, actor, "sync", change);
    const integration = await findGreenhouse(tx);
    const schedule = await tx.syncSchedule.findFirst({ select: { nextRunAt: true } });
    const soonest = new Date(Date.now() + (await syncIntervalMs(tx)));
    if (integration && schedule?.nextRunAt && schedule.nextRunAt > soonest) {
      await scheduleSync(tx, organizationId, integration.id, soonest);
    }
    return syncView(tx);
  });
}
