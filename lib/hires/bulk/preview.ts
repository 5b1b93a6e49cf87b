import { isOwnFieldName, type OwnFieldName } from "@/lib/hire-fields/fields";
import { type OwnField, ownFieldOf } from "@/lib/hire-fields/own/fields";
import { parseValue } from "@/lib/hire-fields/own/rules";
import type { BulkActionOrder, BulkPreview } from "@/lib/hires/bulk/schema";
import { allConditions } from "@/lib/hires/conditions/matching";
import { fieldColumn } from "@/lib/hires/data";
import * as m from "@/lib/messages/generated/validation/bulk";
import { unknownField } from "@/lib/messages/generated/validation/hire-fields";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { refusedField } from "@/lib/platform/errors";
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
 * Returns what an action would do now, counted over all whom it means, in one statement: how many it changes or sends to, why others are
 * left out, and how many links that work would stop working. What is decided when it runs is decided by the record then.
 */
export async function previewBulkAction(tx: TenantTx, organizationId: OrganizationId, sent: BulkActionOrder): Promise<BulkPreview> {
  const order = await readOrder(tx, sent);
  const conditions = await allConditions(tx, organizationId, order.filter ?? {});
  if (order.ids) conditions.push(Prisma.sql`"id" = ANY(${[...order.ids]}::uuid[])`);
  const rows = await tx.$queryRaw<{ code: string | null; count: number; links: number }[]>`
    SELECT "code", count(*)::int AS "count", count(*) FILTER (WHERE "code" IS NULL AND EXISTS (
      SELECT FROM "Invitation" i WHERE i."organizationId" = ${organizationId}::uuid AND i."newHireId" = meant."id"
        AND i."status" IN ('queued', 'sent') AND i."expiresAt" > now()
    ))::int AS "links"
    FROM (SELECT "id", ${codeOf(order)} AS "code" FROM "NewHire" WHERE ${Prisma.join(conditions, " AND ")}) meant GROUP BY 1`;
  const reasons = rows.flatMap(({ code, count }) => (code === null ? [] : [[code, count] as const]));
  const mine = rows.find(({ code }) => code === null);
  return {
    total: rows.reduce((sum, { count }) => sum + count, 0),
    affected: mine?.count ?? 0,
    reasons: Object.fromEntries(reasons),
    replacedLinks: order.action === "send" ? (mine?.links ?? 0) : 0,
  };
}

/** Returns why an action leaves a hire out, in the order in which the deciders look; null where it does not. */
function codeOf({ action, field, value }: BulkActionOrder): Prisma.Sql {
  switch (action) {
    case "set_field":
      return Prisma.sql`CASE WHEN "status" IN ('withdrawn', 'excluded') THEN "status"::text
        WHEN ${fieldColumn(field ?? "jobTitle")} IS NOT DISTINCT FROM ${value} THEN 'unchanged' END`;
    case "send":
      return Prisma.sql`CASE WHEN "status" = 'started' THEN 'already_started' WHEN "status" IN ('withdrawn', 'excluded') THEN "status"::text
        WHEN "suspendedAt" IS NOT NULL THEN 'suspended'
        WHEN cardinality("missingFields") + cardinality("missingOwn") > 0 OR "personalEmail" IS NULL THEN 'fields_missing'
        WHEN "attention" @> ARRAY['possible_duplicate'] THEN 'duplicate_undecided' END`;
    case "exclude":
      return Prisma.sql`CASE WHEN "status" = 'excluded' THEN 'unchanged' WHEN "status" = 'withdrawn' THEN 'withdrawn'
        WHEN "status" IN ('invited', 'started') THEN 'already_invited' END`;
    case "include":
      return Prisma.sql`CASE WHEN "status" <> 'excluded' THEN 'not_excluded' END`;
  }
}
