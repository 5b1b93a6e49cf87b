import type { Actor } from "@/lib/auth/actor";
import { isOwnFieldName, type OwnFieldName } from "@/lib/hire-fields/fields";
import { type OwnField, ownFieldOf } from "@/lib/hire-fields/own/fields";
import { parseValue } from "@/lib/hire-fields/own/rules";
import { countInvitedBy } from "@/lib/hires/bulk/many";
import type { BulkActionOrder, BulkPreview } from "@/lib/hires/bulk/schema";
import { allConditions } from "@/lib/hires/conditions/matching";
import { fieldColumn } from "@/lib/hires/data";
import { hasOpenLink, mustWaitToResend } from "@/lib/invitations/data";
import * as m from "@/lib/messages/generated/validation/bulk";
import { unknownField } from "@/lib/messages/generated/validation/hire-fields";
import type { TenantTx } from "@/lib/platform/db";
import { refusedField } from "@/lib/platform/errors";
import type { HireId } from "@/lib/platform/ids";
import { readSettings } from "@/lib/settings/data";
import { Prisma } from "@/prisma/generated/client";

/**
 * Returns an order whose value is as it would be stored. Throws `invalid_fields` for an own field that is not there, or does not take the value, and
 * for a field that the organization requires and that would be emptied.
 */
export async function readOrder(tx: TenantTx, order: BulkActionOrder): Promise<BulkActionOrder> {
  const { field } = order;
  if (field === null) return order;
  const { own_fields, required_fields } = await readSettings(tx, ["own_fields", "required_fields"]);
  const value = isOwnFieldName(field) ? ownValue(field, order.value, own_fields.fields) : order.value;
  if (value === null && required_fields.fields.includes(field)) throw refusedField("value", m.requiredStays());
  return { ...order, value };
}

function ownValue(field: OwnFieldName, value: string | null, own: readonly OwnField[]): string | null {
  if (!ownFieldOf(field, own)) throw refusedField("field", unknownField());
  const parsed = parseValue(field, value, own);
  if (!parsed.ok) throw refusedField("value", parsed.reason);
  return parsed.value;
}

/**
 * Returns what an action would do now, counted over all whom it means: how many it changes or sends to, why others are left out, how many links
 * that open would stop working, and how many it invites. What is decided when it runs is decided by the record then.
 */
export async function previewBulkAction(tx: TenantTx, actor: Actor, sent: BulkActionOrder, now: Date): Promise<BulkPreview> {
  const { organizationId } = actor;
  const order = await readOrder(tx, sent);
  const conditions = await allConditions(tx, organizationId, order.filter ?? {});
  if (order.ids) conditions.push(Prisma.sql`"id" = ANY(${[...order.ids]}::uuid[])`);
  const meant = Prisma.sql`SELECT "id", "status", ${codeOf(order, now)} AS "code" FROM "NewHire" WHERE ${Prisma.join(conditions, " AND ")}`;
  const rows = await tx.$queryRaw<{ code: string | null; count: number; links: number }[]>`
    SELECT "code", count(*)::int AS "count",
      count(*) FILTER (WHERE "code" IS NULL AND ${hasOpenLink(organizationId, Prisma.sql`meant."id"`, now)})::int AS "links"
    FROM (${meant}) meant GROUP BY 1`;
  const reasons = rows.flatMap(({ code, count }) => (code === null ? [] : [[code, count] as const]));
  const mine = rows.find(({ code }) => code === null);
  return {
    total: rows.reduce((sum, { count }) => sum + count, 0),
    affected: mine?.count ?? 0,
    reasons: Object.fromEntries(reasons),
    replacedLinks: order.action === "send" ? (mine?.links ?? 0) : 0,
    invited: await invitedBy(tx, actor, order, meant, now),
  };
}

// As many are decided without a pause: a preview holds up no one else's request.
const DECIDED_AT_ONCE = 250;
// With more, it takes longer to decide than a person waits for a number.
const MOST_DECIDED = 2_000;

/** Returns how many of the hires that a query chooses an action invites beside what it is for, decided as the action decides; null: too many to decide. */
async function invitedBy(
  tx: TenantTx,
  actor: Actor,
  { action, field, value }: BulkActionOrder,
  meant: Prisma.Sql,
  now: Date,
): Promise<number | null> {
  if (action !== "set_field" && action !== "include") return 0;
  const rows = await tx.$queryRaw<{ id: HireId }[]>`
    SELECT "id" FROM (${meant}) meant WHERE "code" IS NULL AND "status" NOT IN ('invited', 'started') ORDER BY "id" LIMIT ${MOST_DECIDED + 1}`;
  if (rows.length > MOST_DECIDED) return null;
  let invited = 0;
  for (let from = 0; from < rows.length; from += DECIDED_AT_ONCE) {
    const ids = rows.slice(from, from + DECIDED_AT_ONCE).map(({ id }) => id);
    invited += await countInvitedBy(tx, actor, ids, field && { field, value }, now);
  }
  return invited;
}

const addressee = { id: Prisma.sql`"NewHire"."id"`, address: Prisma.sql`"NewHire"."personalEmail"` };

/** Returns why an action leaves a hire out, in the order in which the deciders look; null where it does not. */
function codeOf({ action, field, value }: BulkActionOrder, now: Date): Prisma.Sql {
  switch (action) {
    case "set_field":
      return Prisma.sql`CASE WHEN "status" IN ('withdrawn', 'excluded') THEN "status"::text
        WHEN ${fieldColumn(field ?? "jobTitle")} IS NOT DISTINCT FROM ${value} THEN 'unchanged' END`;
    case "send":
      return Prisma.sql`CASE WHEN "status" = 'started' THEN 'already_started' WHEN "status" IN ('withdrawn', 'excluded') THEN "status"::text
        WHEN "suspendedAt" IS NOT NULL THEN 'suspended'
        WHEN cardinality("missingFields") + cardinality("missingOwn") > 0 OR "personalEmail" IS NULL THEN 'fields_missing'
        WHEN "attention" @> ARRAY['possible_duplicate'] THEN 'duplicate_undecided'
        WHEN ${mustWaitToResend(addressee, now)} THEN 'resend_too_soon' END`;
    case "exclude":
      return Prisma.sql`CASE WHEN "status" = 'excluded' THEN 'unchanged' WHEN "status" = 'withdrawn' THEN 'withdrawn'
        WHEN "status" IN ('invited', 'started') THEN 'already_invited' END`;
    case "include":
      return Prisma.sql`CASE WHEN "status" <> 'excluded' THEN 'not_excluded' END`;
  }
}
