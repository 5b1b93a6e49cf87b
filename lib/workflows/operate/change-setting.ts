import type { Actor } from "@/lib/auth/actor";
import { demandOf } from "@/lib/auth/second-factor/data";
import { payName } from "@/lib/compensation/rules";
import { findGreenhouse } from "@/lib/connections/data";
import { listOffersFrom } from "@/lib/connections/listing/mutations";
import { scheduleSync } from "@/lib/connections/mutations";
import { deleteReferences } from "@/lib/connections/references/mutations";
import { forgetPayJob, reevaluateHiresJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import * as m from "@/lib/messages/generated/server/settings";
import { oldestStoredOffer } from "@/lib/offers/data";
import { forgetDigests, rereadEveryone } from "@/lib/offers/mutations";
import type { TenantTx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { AppError, refusedField } from "@/lib/platform/errors";
import { findLogo } from "@/lib/settings/branding/data";
import { forgetLogos } from "@/lib/settings/branding/mutations";
import { readSetting, seenCustomFields, syncIntervalMs } from "@/lib/settings/data";
import type { FieldMapping } from "@/lib/settings/mapping/schema";
import { saveSetting } from "@/lib/settings/mutations";
import type { LastChange, SettingName, SettingValue, SettingView } from "@/lib/settings/schema";
import { cancelRuns } from "@/lib/sync-runs/mutations";
import { assertReadable, assertValidTemplate } from "@/lib/workflows/invite/preview-invitation";
import { templateOf } from "@/lib/workflows/invite/write-invitation";
import { assertKnown, assertReplaceable, forgetRemoved, lockFieldNames, takesOtherValues } from "@/lib/workflows/operate/own-fields";
import { withUntranslated } from "@/lib/workflows/operate/untranslated-values";

interface SettingRules<Name extends SettingName> {
  /** Throws `invalid_fields` for what the schema cannot tell. */
  check?(value: SettingValue<Name>, tx: TenantTx, actor: Actor): void | Promise<void>;
  /** What holds, where the installation demands more than the organization. */
  holds?(value: SettingValue<Name>): SettingValue<Name>;
  /** What the view holds beside the value and the last change. */
  details?(tx: TenantTx, value: SettingValue<Name>): Promise<Omit<SettingView<Name>, keyof SettingValue<Name> | keyof LastChange>>;
  /** What follows from a change, in its transaction. */
  apply?(tx: TenantTx, actor: Actor, change: { before: SettingValue<Name>; value: SettingValue<Name> }, now: Date): Promise<void>;
}

const reevaluate = (tx: TenantTx, { organizationId }: Actor) => enqueue(tx, reevaluateHiresJob, [{ organizationId }]);

const rules: { [Name in SettingName]: SettingRules<Name> } = {
  own_fields: {
    check: (value, tx, actor) => assertReplaceable(tx, actor, value),
    apply: async (tx, actor, change, now) => {
      await forgetRemoved(tx, actor.organizationId, change);
      const { value: mapping } = await readSetting(tx, "field_mapping");
      if (takesOtherValues(change, mapping.mappings)) await readAgain(tx, actor, false, now);
    },
  },
  required_fields: { check: (value, tx) => assertKnown(tx, "required_fields", value), apply: reevaluate },
  import_rules: { check: (value, tx) => assertKnown(tx, "import_rules", value), apply: reevaluate },
  packages: { check: (value, tx) => assertKnown(tx, "packages", value) },
  field_mapping: {
    check: (value, tx) => assertKnown(tx, "field_mapping", value),
    details: async (tx, { mappings }) => ({ available: await withUntranslated(tx, await seenCustomFields(tx), mappings) }),
    apply: (tx, actor, { before, value }, now) => readAgain(tx, actor, offerKeys(before.mappings) !== offerKeys(value.mappings), now),
  },
  sync: {
    details: async () => ({ defaultMinutes: env().SYNC_INTERVAL_SECONDS / 60 }),
    apply: bringForward,
  },
  invitations: {
    check: ({ template }) => {
      if (template !== null) assertValidTemplate(template);
    },
    details: async (_, { template }) => ({ defaultTemplate: templateOf({ template: null }), template: templateOf({ template }) }),
    // Another timing may make today the day on which a waiting invitation is sent.
    apply: reevaluate,
  },
  // Every request asks when its session ends.
  sessions: {},
  // The clock reads it for every hire that it erases.
  retention: {},
  branding: {
    check: ({ accent }) => {
      if (accent !== null) assertReadable(accent);
    },
    apply: async (tx, _, { value: { logo } }) => {
      if (logo !== null && !(await findLogo(tx, logo))) throw refusedField("logo", m.logoGone());
      await forgetLogos(tx);
    },
  },
  // Each sync reads it, and the clock ends what began under it.
  greenhouse: {},
  compensation: {
    // What a job says of pay is not read.
    details: async (tx) => ({ available: (await seenCustomFields(tx)).filter(({ from }) => from !== "job") }),
    apply: async (tx, actor, { before, value }, now) => {
      if (payKeys(before.fields) === payKeys(value.fields)) return;
      await forgetDigests(tx);
      await enqueue(tx, forgetPayJob, [{ organizationId: actor.organizationId }]);
      await readAgain(tx, actor, offerKeys(before.fields) !== offerKeys(value.fields), now);
    },
  },
  // Every request asks whether its session has one.
  second_factor: {
    check: ({ required }) => {
      if (demandOf({ required }) !== required) throw refusedField("required", m.secondFactorOfEveryone());
    },
    holds: (value) => ({ required: demandOf(value) }),
  },
};

/** Returns one of an organization's settings as the API shows it. */
export async function settingView<Name extends SettingName>(tx: TenantTx, name: Name): Promise<SettingView<Name>> {
  const { value, version, updatedBy, updatedAt } = await readSetting(tx, name);
  const { holds, details: detailsOf }: SettingRules<Name> = rules[name];
  const details = await detailsOf?.(tx, value);
  // TypeScript cannot add up value, last change and details of a name that it does not know.
  return { ...(holds?.(value) ?? value), version, updatedBy, updatedAt: updatedAt?.toISOString() ?? null, ...details } as SettingView<Name>;
}

/**
 * Saves a setting and does what follows from it. Returns the new view; throws `version_conflict` with the current view when another
 * version is stored by now.
 */
export async function changeSetting<Name extends SettingName>(
  tx: TenantTx,
  actor: Actor,
  name: Name,
  { version, value }: { version: number; value: SettingValue<Name> },
  now: Date,
): Promise<SettingView<Name>> {
  const { check, apply }: SettingRules<Name> = rules[name];
  await lockFieldNames(tx, name);
  await check?.(value, tx, actor);
  const before = await saveSetting(tx, actor, name, { version, value });
  const view = await settingView(tx, name);
  if (before === null) throw new AppError("version_conflict", m.editedByOthers(), { current: view });
  await apply?.(tx, actor, { before, value }, now);
  return view;
}

/** Has the next sync read everyone again, and offers from the first one on when other fields of theirs are needed. */
async function readAgain(tx: TenantTx, { organizationId }: Actor, readsOtherOffers: boolean, now: Date): Promise<void> {
  const integration = await findGreenhouse(tx);
  if (!integration?.credentialSealed) return;
  // A run under way read with the earlier mapping, and would note the listing as done.
  await cancelRuns(tx, "mapping_changed", now);
  await rereadEveryone(tx, now);
  // What is kept of jobs may lack fields that an earlier release did not read.
  await deleteReferences(tx);
  // Of an offer only what was mapped is kept, so stored offers must be listed again.
  if (readsOtherOffers) {
    const offersWatermark = (await oldestStoredOffer(tx)) ?? integration.offersWatermark;
    await listOffersFrom(tx, integration.id, offersWatermark);
  }
  if (integration.status === "connected") await scheduleSync(tx, organizationId, integration.id, now);
}

function payKeys(fields: SettingValue<"compensation">["fields"]): string {
  return JSON.stringify(fields.map(payName).sort());
}

/** Returns what is read of offers and their openings. */
function offerKeys(chosen: readonly Pick<FieldMapping, "from" | "key">[]): string {
  const keys = chosen.flatMap(({ from, key }) => (from === "offer" || from === "opening" ? [`${from} ${key}`] : []));
  return JSON.stringify(keys.sort());
}

/** Moves the next sync forward where the new interval says so; a longer one applies after the next sync. */
async function bringForward(tx: TenantTx, { organizationId }: Actor, _: unknown, now: Date): Promise<void> {
  const integration = await findGreenhouse(tx);
  const schedule = await tx.syncSchedule.findFirst({ select: { nextRunAt: true } });
  const soonest = new Date(now.getTime() + (await syncIntervalMs(tx)));
  if (integration && schedule?.nextRunAt && schedule.nextRunAt > soonest) {
    await scheduleSync(tx, organizationId, integration.id, soonest);
  }
}
