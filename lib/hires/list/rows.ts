import { eachField, type FieldValues, hireFields } from "@/lib/hire-fields/fields";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { ownName } from "@/lib/hire-fields/own/fields";
import { valueIn } from "@/lib/hire-fields/own/rules";
import { attentionCodes, type HireStatus } from "@/lib/hires/codes";
import { conditionsOf, onThisDay } from "@/lib/hires/conditions/matching";
import { onDay } from "@/lib/hires/conditions/rules";
import type { NewHireQuery } from "@/lib/hires/conditions/schema";
import { countsOf, storedCounts } from "@/lib/hires/list/list";
import { pageEnd, pageOf } from "@/lib/hires/list/page";
import type { HirePage, ListedHire } from "@/lib/hires/schema";
import { invitationObstacle } from "@/lib/hires/status";
import type { InvitationStatus } from "@/lib/invitations/schema";
import type { Read } from "@/lib/platform/database/read";
import { beyondReplica, type OwnWrites } from "@/lib/platform/database/replica";
import { inOrganization, type OrganizationId, readInOrganization, readOnReplica } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";
import { parsedSettings, storedSettings } from "@/lib/settings/data";
import { packageFor } from "@/lib/settings/rules";
import type { SettingValue } from "@/lib/settings/schema";
import { Prisma } from "@/prisma/generated/client";

const shownSettings = ["required_fields", "packages", "own_fields"] as const;

/** A hire as PostgreSQL writes it into JSON, where moments are texts. */
type RowJson = FieldValues & {
  id: HireId;
  status: HireStatus;
  attention: string[];
  missing: ListedHire["missingFields"];
  ownValues: Partial<FieldValues>;
  candidateId: number | null;
  suspended: boolean;
  sendOn: string | null;
  pendingSince: string | null;
  createdAt: string;
  updatedAt: string;
  invitation: { status: InvitationStatus; attempts: number; acceptedAt: string | null } | null;
  lastSentAt: string | null;
};

interface Answer {
  rows: RowJson[];
  counts: Record<string, number>;
  bulkActions: number;
  settings: Record<string, unknown>;
}

/**
 * Returns a page of hires in the order of the query's sort, each as a row of a list, with what stands around the list. One statement in one
 * round trip, however deep the page; a search, a filter that row-level security lets no index answer and a relative start date ask once more.
 * A replica that has all of `since` may answer; without it, the primary does.
 */
export async function listHirePage(
  organizationId: OrganizationId,
  query: NewHireQuery,
  since: OwnWrites = beyondReplica,
): Promise<HirePage> {
  const read: Read = (statement) => readOnReplica(organizationId, since, statement);
  // A relative start date means days of the organization's own calendar.
  const asked = query.starts === undefined ? onDay(query, "") : await inOrganization(organizationId, (tx) => onThisDay(tx, query));
  const conditions = await conditionsOf(read, organizationId, asked);
  const isWhole = conditions.length === 1;
  const statement = statementFor(pageOf(asked, conditions));
  // Only what is looked for could make another index the better one.
  const planning = isWhole ? "kept" : "fitted";
  let [answer] = await readOnReplica<Answer>(organizationId, since, statement, planning);
  // The row that the page follows was perhaps read on the primary, and is not on the replica yet.
  if (query.cursor !== undefined && answer?.rows.length === 0) {
    [answer] = await readInOrganization<Answer>(organizationId, statement, planning);
  }
  if (!answer) throw new Error("the database did not answer");
  const { shown, nextCursor } = await pageEnd((one) => readInOrganization(organizationId, one), asked, answer.rows);
  const { required_fields, packages, own_fields } = parsedSettings(answer.settings, shownSettings);
  return {
    items: shown.map((row) => listed(row, packages, own_fields.fields)),
    nextCursor,
    counts: countsOf(answer.counts),
    requiredFields: required_fields.fields,
    bulkActions: answer.bulkActions,
  };
}

const fieldColumns = Prisma.raw(hireFields.map((field) => `h."${field}"`).join(", "));

function statementFor(chosen: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT
      (SELECT coalesce(json_agg(to_json(shown) ORDER BY shown."rank"), '[]') FROM (
        SELECT chosen."rank", h."id", h."status", h."attention", h."missingFields"::text[] || h."missingOwn" AS "missing", ${fieldColumns},
          h."ownValues", CASE WHEN h."applicationId" > 0 THEN h."candidateId" END AS "candidateId", h."suspendedAt" IS NOT NULL AS "suspended", h."sendOn", h."pendingSince", h."createdAt", h."updatedAt",
          newest."invitation", newest."lastSentAt"
        FROM (${chosen}) chosen JOIN "NewHire" h ON h."id" = chosen."id"
        LEFT JOIN LATERAL (
          SELECT max(i."sentAt") AS "lastSentAt", (array_agg(
            json_build_object('status', i."status", 'attempts', i."attempts", 'acceptedAt', i."acceptedAt") ORDER BY i."createdAt" DESC, i."id" DESC
          ))[1] AS "invitation"
          FROM "Invitation" i WHERE i."newHireId" = h."id"
        ) newest ON true
      ) shown) AS "rows",
      ${storedCounts} AS "counts",
      (SELECT count(*)::int FROM "BulkAction" WHERE "status" IN ('queued', 'running')) AS "bulkActions",
      ${storedSettings(shownSettings)} AS "settings"`;
}

function listed(row: RowJson, packages: SettingValue<"packages">, own: readonly OwnField[]): ListedHire {
  const { id, status, missing, invitation, suspended, sendOn, candidateId } = row;
  const standard = eachField((field) => row[field]);
  const values = { ...standard, ...row.ownValues };
  const attention = attentionCodes.filter((code) => row.attention.includes(code));
  const duplicateRank = attention.includes("possible_duplicate") ? "second" : "none";
  return {
    id,
    status,
    attention,
    missingFields: missing,
    fields: { ...standard, ...Object.fromEntries(own.map((one) => [ownName(one), valueIn(values, ownName(one))])) },
    candidateId,
    invitation: invitation && { ...invitation, acceptedAt: moment(invitation.acceptedAt) },
    lastSentAt: moment(row.lastSentAt),
    obstacle: invitationObstacle({ status, missingFields: missing, duplicateRank, suspended }),
    sendOn,
    package: packageFor(values, packages),
    pendingSince: moment(row.pendingSince),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  };
}

/** A moment as the API writes it; PostgreSQL's JSON has another form. */
function moment(at: string | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
