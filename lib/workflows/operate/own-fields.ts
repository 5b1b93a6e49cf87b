import type { Actor } from "@/lib/auth/actor";
import { type FieldName, isOwnFieldName, type OwnFieldName } from "@/lib/hire-fields/fields";
import { type OwnField, ownFieldOf, ownName } from "@/lib/hire-fields/own/fields";
import { changedType } from "@/lib/hire-fields/own/rules";
import { fieldLabel } from "@/lib/hire-fields/own/words";
import { fieldsHeld, forgetFields } from "@/lib/hires/edit/mutations";
import { forgetFieldsJob, reevaluateHiresJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import * as m from "@/lib/messages/generated/server/settings";
import { unknownField } from "@/lib/messages/generated/validation/hire-fields";
import { inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import { refusedField } from "@/lib/platform/errors";
import type { HireId } from "@/lib/platform/ids";
import { readOwnFields, readSettings } from "@/lib/settings/data";
import type { FieldMapping } from "@/lib/settings/mapping/schema";
import type { SettingName, SettingValue } from "@/lib/settings/schema";

/** The settings that name fields. */
const naming = ["required_fields", "field_mapping", "import_rules", "packages"] as const satisfies readonly SettingName[];
type Naming = (typeof naming)[number];

const namedBy: { [Name in Naming]: (value: SettingValue<Name>) => FieldName[] } = {
  required_fields: ({ fields }) => fields,
  field_mapping: ({ mappings }) => mappings.map(({ field }) => field),
  import_rules: ({ rules }) => rules.map(({ field }) => field),
  packages: ({ packages }) => packages.flatMap(({ when }) => when.map(({ field }) => field)),
};

/**
 * Has changes of own fields and of what names them take turns until the transaction ends, so that none names a field which another is removing.
 */
export async function lockFieldNames(tx: TenantTx, name: SettingName): Promise<void> {
  if (name !== "own_fields" && !naming.some((one) => one === name)) return;
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(current_organization()::text), hashtext('own fields'))::text`;
}

const places: Record<Naming, string> = {
  required_fields: "fields",
  field_mapping: "mappings",
  import_rules: "rules",
  packages: "packages",
};

/** Throws `invalid_fields` where a setting names an own field that the organization does not have. */
export async function assertKnown<Name extends Naming>(tx: TenantTx, name: Name, value: SettingValue<Name>): Promise<void> {
  const fields = await readOwnFields(tx);
  const unknown = namedBy[name](value).some((field) => isOwnFieldName(field) && !ownFieldOf(field, fields));
  if (unknown) throw refusedField(places[name], unknownField());
}

/** Throws `invalid_fields` where a field gets another type, or goes while a setting names it. */
export async function assertReplaceable(
  tx: TenantTx,
  { organizationId }: Pick<Actor, "organizationId">,
  value: SettingValue<"own_fields">,
): Promise<void> {
  const before = await readOwnFields(tx);
  const changed = changedType(before, value.fields);
  if (changed !== null) throw refusedField("fields", m.typeStays({ field: fieldLabel(ownName({ key: changed }), before) }));
  await forgetEarlier(tx, organizationId, before, value.fields);
  const removed = removedFields(before, value.fields);
  if (removed.length === 0) return;
  const settings = await readSettings(tx, naming);
  for (const field of removed) {
    const setting = naming.find((name) => namesOf(name, settings[name]).includes(field));
    if (setting) throw refusedField("fields", m.fieldInUse({ field: fieldLabel(field, before), setting }));
  }
}

const PORTION = 1_000;
// The most portions of hires that a change of the setting waits for.
const FORGOTTEN_NOW = 50;

/**
 * Has hires forget what they still hold of earlier fields with the keys of new ones, whose types may be others. Throws `invalid_fields` where there
 * are too many hires to wait for: the background is about to.
 */
async function forgetEarlier(
  tx: TenantTx,
  organizationId: OrganizationId,
  before: readonly OwnField[],
  after: readonly OwnField[],
): Promise<void> {
  const added = removedFields(after, before);
  if (added.length === 0) return;
  const held = await fieldsHeld(tx, added);
  const [first] = held;
  if (!first) return;
  let afterId: HireId | null = null;
  for (let portion = 0; portion < FORGOTTEN_NOW; portion++) {
    afterId = await forgetFields(tx, organizationId, held, { afterId, limit: PORTION });
    if (afterId === null) return;
  }
  throw refusedField("fields", m.stillForgetting({ field: fieldLabel(first, after) }));
}

function namesOf<Name extends Naming>(name: Name, value: SettingValue<Name>): FieldName[] {
  return namedBy[name](value);
}

function removedFields(before: readonly OwnField[], after: readonly OwnField[]): OwnFieldName[] {
  return before.map(ownName).filter((field) => !ownFieldOf(field, after));
}

interface FieldsChange {
  before: SettingValue<"own_fields">;
  value: SettingValue<"own_fields">;
}

/** Whether a mapped field takes other values of Greenhouse's than before: its choices are others. */
export function takesOtherValues({ before, value }: FieldsChange, mappings: readonly Pick<FieldMapping, "field">[]): boolean {
  const choices = (fields: readonly OwnField[], name: FieldName) => JSON.stringify(ownFieldOf(name, fields)?.choices);
  return mappings.some(({ field }) => choices(before.fields, field) !== choices(value.fields, field));
}

// Longer than a sync that still knew the fields takes to write what it read.
const FORGET_AFTER_SECONDS = 60;

/** Has hires forget the fields that went, in the background. */
export async function forgetRemoved(tx: TenantTx, organizationId: OrganizationId, { before, value }: FieldsChange): Promise<void> {
  const fields = removedFields(before.fields, value.fields);
  if (fields.length > 0) await enqueue(tx, forgetFieldsJob, [{ organizationId, fields }], { startAfterSeconds: FORGET_AFTER_SECONDS });
}

/** Deletes what an organization's hires hold of fields that it removed, and decides hires again that waited for one. Fields that are back stay. */
export async function forgetRemovedFields(organizationId: OrganizationId, names: readonly string[]): Promise<void> {
  let afterId: HireId | null = null;
  do {
    const from: HireId | null = afterId;
    afterId = await inOrganization(organizationId, async (tx) => {
      await lockFieldNames(tx, "own_fields");
      const fields = await readOwnFields(tx);
      const gone = names.filter(isOwnFieldName).filter((name) => !ownFieldOf(name, fields));
      return gone.length === 0 ? null : forgetFields(tx, organizationId, gone, { afterId: from, limit: PORTION });
    });
  } while (afterId !== null);
  await inOrganization(organizationId, (tx) => enqueue(tx, reevaluateHiresJob, [{ organizationId }]));
}
