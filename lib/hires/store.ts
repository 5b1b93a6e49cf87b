import { v7 as uuidv7 } from "uuid";
import type { StoredHire } from "@/lib/hires/data";
import { searchForm, searchText } from "@/lib/hires/search";
import type { HireState } from "@/lib/hires/status";
import { createInvitations } from "@/lib/invitations/mutations";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";

/** A hire before and after. */
export interface HireChange {
  /** Null for a new one. */
  held: StoredHire | null;
  next: HireState;
  /** Whose change of its values it is; where it is nobody's, the last one's stays. */
  by?: "greenhouse" | "hr";
}

/** Writes the changes and makes the automatic invitation of those who became `invited` by them. Answers how many. */
export async function commitChanges(
  tx: TenantTx,
  organizationId: OrganizationId,
  changes: readonly HireChange[],
  expiresAfterDays: number,
  now: Date,
): Promise<number> {
  const ids = await writeHires(tx, organizationId, changes, now);
  const recipients = changes.flatMap(({ held, next }, at) => {
    const becameInvited = next.status === "invited" && held?.state.status !== "invited";
    return becameInvited && next.values.personalEmail !== null ? [{ newHireId: present(ids[at]), sentTo: next.values.personalEmail }] : [];
  });
  await createInvitations(tx, organizationId, recipients, { trigger: "automatic", expiresAfterDays, now });
  return recipients.length;
}

/** Writes the changes in one statement; answers the ids in the same order. */
export async function writeHires(
  tx: TenantTx,
  organizationId: OrganizationId,
  changes: readonly HireChange[],
  now: Date,
): Promise<string[]> {
  if (changes.length === 0) return [];
  const rows = changes.map(({ held, next, by }) => ({
    id: held?.id ?? uuidv7(),
    applicationId: next.applicationId,
    candidateId: next.candidateId,
    offerId: next.offerId,
    status: next.status,
    attention: next.attention,
    missingFields: next.missingFields,
    ...next.values,
    greenhouseValues: next.greenhouseValues,
    problems: next.problems,
    edits: next.edits,
    hiredOn: next.hiredOn,
    planMode: next.plan?.mode ?? null,
    planDate: next.plan?.date ?? null,
    sendOn: next.sendOn,
    duplicateDecision: next.duplicateDecision,
    includedByHr: next.includedByHr,
    changedBy: by ?? held?.changedBy ?? "greenhouse",
    pendingSince: next.status !== "pending" ? null : held?.state.status === "pending" ? held.pendingSince : now,
    searchText: searchText(next.values),
    sortName: sortName(next),
    now,
  }));
  await tx.$executeRaw`
    INSERT INTO "NewHire" ("organizationId", "id", "applicationId", "candidateId", "offerId", "status", "attention", "missingFields",
      "firstName", "lastName", "preferredName", "personalEmail", "phone", "address", "jobTitle", "department", "location",
      "employmentType", "managerName", "startDate", "greenhouseValues", "problems", "edits", "hiredOn", "planMode", "planDate", "sendOn",
      "duplicateDecision", "includedByHr", "changedBy", "pendingSince", "searchText", "sortName", "createdAt", "updatedAt")
    SELECT ${organizationId}::uuid, x."id", x."applicationId", x."candidateId", x."offerId", x."status", x."attention", x."missingFields",
      x."firstName", x."lastName", x."preferredName", x."personalEmail", x."phone", x."address", x."jobTitle", x."department", x."location",
      x."employmentType", x."managerName", x."startDate", x."greenhouseValues", x."problems", x."edits", x."hiredOn", x."planMode", x."planDate", x."sendOn",
      x."duplicateDecision", x."includedByHr", x."changedBy", x."pendingSince", x."searchText", x."sortName", x."now", x."now"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(
      "id" uuid, "applicationId" bigint, "candidateId" bigint, "offerId" bigint, "status" "HireStatus", "attention" text[],
      "missingFields" "HireField"[], "firstName" text, "lastName" text, "preferredName" text, "personalEmail" text, "phone" text,
      "address" text, "jobTitle" text, "department" text, "location" text, "employmentType" text, "managerName" text, "startDate" text,
      "greenhouseValues" jsonb, "problems" jsonb, "edits" jsonb, "hiredOn" text, "planMode" "PlanMode",
      "planDate" text, "sendOn" text, "duplicateDecision" "DuplicateDecision", "includedByHr" boolean, "changedBy" "ChangeSource", "pendingSince" timestamptz,
      "searchText" text, "sortName" text, "now" timestamptz)
    ON CONFLICT ("organizationId", "applicationId") DO UPDATE SET
      "candidateId" = excluded."candidateId", "offerId" = excluded."offerId", "status" = excluded."status",
      "attention" = excluded."attention", "missingFields" = excluded."missingFields", "firstName" = excluded."firstName",
      "lastName" = excluded."lastName", "preferredName" = excluded."preferredName", "personalEmail" = excluded."personalEmail",
      "phone" = excluded."phone", "address" = excluded."address", "jobTitle" = excluded."jobTitle",
      "department" = excluded."department", "location" = excluded."location", "employmentType" = excluded."employmentType",
      "managerName" = excluded."managerName", "startDate" = excluded."startDate", "greenhouseValues" = excluded."greenhouseValues",
      "problems" = excluded."problems", "edits" = excluded."edits", "hiredOn" = excluded."hiredOn",
      "planMode" = excluded."planMode", "planDate" = excluded."planDate", "sendOn" = excluded."sendOn",
      "duplicateDecision" = excluded."duplicateDecision", "includedByHr" = excluded."includedByHr",
      "changedBy" = excluded."changedBy", "pendingSince" = excluded."pendingSince", "searchText" = excluded."searchText", "sortName" = excluded."sortName",
      "version" = "NewHire"."version" + 1, "updatedAt" = excluded."updatedAt"`;
  return rows.map((row) => row.id);
}

function sortName({ values }: HireState): string | null {
  const name = [values.lastName, values.firstName].filter((part) => part !== null).join(" ");
  return name === "" ? null : searchForm(name);
}

/** A row that this transaction has read or written; its absence is a mistake of ours. */
export function present<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error("a row written in this transaction is not there");
  return value;
}

/** Folds the changes of the counts into one row for each, so that adding them up stays quick. */
export async function foldCounts(tx: TenantTx, organizationId: OrganizationId): Promise<void> {
  await tx.$executeRaw`
    WITH gone AS (DELETE FROM "NewHireCount" RETURNING "key", "count")
    INSERT INTO "NewHireCount" ("organizationId", "key", "count")
    SELECT ${organizationId}::uuid, "key", sum("count") FROM gone GROUP BY "key"`;
}
