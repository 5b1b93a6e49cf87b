import { eachField, type FieldName } from "@/lib/hire-fields/fields";
import { type OwnField, ownName } from "@/lib/hire-fields/own/fields";
import { isHireField, valueIn } from "@/lib/hire-fields/own/rules";
import { isByHand } from "@/lib/hires/by-hand/rules";
import { attentionCodes } from "@/lib/hires/codes";
import { type HireRow, hireColumns } from "@/lib/hires/columns";
import { peopleWith } from "@/lib/hires/duplicates/data";
import { identityKeys, personOf, standings } from "@/lib/hires/duplicates/standing";
import type { FieldView, NewHire } from "@/lib/hires/schema";
import { type DuplicateRank, differsFromGreenhouse, type HireState, isInvitedAgain, neededFields } from "@/lib/hires/status";
import { type InvitationJson, invitationsJson, toInvitation } from "@/lib/invitations/data";
import type { TenantTx } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";
import { type ApplicationId, asApplicationId, type HireId } from "@/lib/platform/ids";
import { readRows, selected } from "@/lib/platform/upsert";
import { readSettings } from "@/lib/settings/data";
import { packageFor } from "@/lib/settings/rules";
import { Prisma } from "@/prisma/generated/client";

/** A stored hire, with what the deciders do not look at. */
export interface StoredHire extends Pick<HireRow, "id" | "version" | "pendingSince" | "changedBy" | "createdAt"> {
  state: HireState;
}

// What only the database's own searching and sorting reads is not read here.
const { searchText: _text, sortName: _name, ...shownColumns } = hireColumns;
type ReadColumns = typeof shownColumns;
type RawRow = { [Name in keyof ReadColumns]: unknown };
type ReadHire = Omit<HireRow, "searchText" | "sortName">;

/** Returns a field's value in a statement about "NewHire". */
export function fieldColumn(field: FieldName): Prisma.Sql {
  return isHireField(field) ? Prisma.raw(`"${field}"`) : Prisma.sql`("ownValues"->>${field})`;
}

function toState(row: ReadHire): HireState {
  const { applicationId, candidateId, offerId, status, missingFields, missingOwn, greenhouseValues, problems, edits, hiredOn } = row;
  const { sendOn, duplicateDecision, includedByHr, planMode, planDate, suspendedAt, suspendedUntil, keptByHr, statusBefore } = row;
  const { erasedThereAt, eraseAt } = row;
  return {
    applicationId,
    candidateId,
    offerId,
    status,
    attention: attentionCodes.filter((code) => row.attention.includes(code)),
    missingFields: [...missingFields, ...missingOwn],
    values: { ...eachField((field) => row[field]), ...row.ownValues },
    greenhouseValues,
    problems,
    edits,
    hiredOn,
    plan: planMode === null ? null : { mode: planMode, date: planDate },
    sendOn,
    duplicateDecision,
    includedByHr,
    suspendedAt,
    suspendedUntil,
    keptByHr,
    erasedThereAt,
    eraseAt,
    statusBefore,
  };
}

function toStored(row: ReadHire): StoredHire {
  const { id, version, pendingSince, changedBy, createdAt } = row;
  return { id, version, pendingSince, changedBy, createdAt, state: toState(row) };
}

/** Returns these hires in the order of their ids; locked until the transaction ends where the caller is about to change them. */
export async function readHires(tx: TenantTx, ids: readonly HireId[], purpose: "read" | "lock"): Promise<StoredHire[]> {
  // Rows that point to a hire lock its key only, and need not wait for a change of the rest.
  const lock = purpose === "lock" ? Prisma.sql`FOR NO KEY UPDATE` : Prisma.empty;
  return ids.length === 0 ? [] : hiresWhere(tx, Prisma.sql`h."id" = ANY(${[...ids]}::uuid[]) ORDER BY h."id" ${lock}`);
}

async function hiresWhere(tx: TenantTx, condition: Prisma.Sql): Promise<StoredHire[]> {
  const rows = await tx.$queryRaw<RawRow[]>`SELECT ${selected(shownColumns, "h")} FROM "NewHire" h WHERE ${condition}`;
  return readRows(shownColumns, rows).map(toStored);
}

/** Returns the hires that Greenhouse should know as such. */
export function hiresToCompare(tx: TenantTx): Promise<StoredHire[]> {
  return hiresWhere(tx, Prisma.sql`h."status" <> 'withdrawn' AND h."applicationId" > 0`);
}

/** Returns the hires from Greenhouse who start between two days, both included, except withdrawn ones. */
export function hiresStartingBetween(tx: TenantTx, { startFrom, startTo }: { startFrom: string; startTo: string }): Promise<StoredHire[]> {
  return hiresWhere(
    tx,
    Prisma.sql`h."startDate" BETWEEN ${startFrom} AND ${startTo} AND h."status" <> 'withdrawn' AND h."applicationId" > 0`,
  );
}

/** Returns the hires of these applications. */
export async function hiresOfApplications(tx: TenantTx, applicationIds: readonly ApplicationId[]): Promise<StoredHire[]> {
  return applicationIds.length === 0 ? [] : hiresWhere(tx, Prisma.sql`h."applicationId" = ANY(${applicationIds.map(BigInt)}::bigint[])`);
}

/** Returns one hire as the API shows it; null when the organization has no such hire. */
export async function findNewHire(tx: TenantTx, id: HireId): Promise<NewHire | null> {
  return (await newHiresInOrder(tx, [id]))[0] ?? null;
}

/** Returns one hire as the API shows it; throws `not_found` when the organization has no such hire. */
export async function readNewHire(tx: TenantTx, id: HireId): Promise<NewHire> {
  const hire = await findNewHire(tx, id);
  if (!hire) throw notFound("new hire");
  return hire;
}

/** Returns these hires as the API shows them, in the order of the ids, without those that the organization does not have. */
export async function newHiresInOrder(tx: TenantTx, ids: readonly HireId[]): Promise<NewHire[]> {
  const chosen = Prisma.sql`SELECT "id", "rank" FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS named("id", "rank")`;
  return toViews(tx, await shownRows(tx, chosen));
}

/** A hire with what is shown beside its own row. */
export type ShownRow = ReadHire & { invitations: InvitationJson[]; nextCheckAt: Date | null };

/** Returns the hires that a query chooses, by its columns `id` and `rank`, in the order of the rank: all that is shown of them, in one statement. */
export async function shownRows(tx: TenantTx, chosen: Prisma.Sql): Promise<ShownRow[]> {
  const rows = await tx.$queryRaw<(RawRow & Pick<ShownRow, "invitations" | "nextCheckAt">)[]>`
    SELECT ${selected(shownColumns, "h")}, ${invitationsJson(Prisma.sql`h."id"`)} AS "invitations", (
      SELECT a."nextCheckAt" FROM "AcceptedApplication" a
      WHERE a."organizationId" = h."organizationId" AND a."applicationId" = h."applicationId"
    ) AS "nextCheckAt"
    FROM (${chosen}) chosen JOIN "NewHire" h ON h."id" = chosen."id"
    ORDER BY chosen."rank"`;
  return readRows(shownColumns, rows);
}

/** Returns hires as the API shows them. */
export async function toViews(tx: TenantTx, rows: readonly ShownRow[]): Promise<NewHire[]> {
  if (rows.length === 0) return [];
  const duplicateRanks = await undecidedDuplicateRanks(tx, rows);
  const { required_fields, packages, own_fields } = await readSettings(tx, ["required_fields", "packages", "own_fields"]);
  return rows.map((row) => {
    const state = toState(row);
    return {
      id: row.id,
      status: row.status,
      attention: state.attention,
      missingFields: state.missingFields,
      requiredFields: neededFields(state, required_fields.fields),
      fields: fieldViews(state, own_fields.fields),
      greenhouse: isByHand(state) ? null : { candidateId: state.candidateId, applicationId: state.applicationId, offerId: state.offerId },
      invitations: row.invitations.map(toInvitation),
      invitationPlan: state.plan,
      sendOn: state.sendOn,
      isInvitedAgain: isInvitedAgain(state),
      suspended: suspension(state),
      erasedThere: state.erasedThereAt && { eraseAt: state.eraseAt?.toISOString() ?? null },
      duplicateRank: duplicateRanks.get(state.applicationId) ?? "none",
      package: packageFor(state.values, packages),
      hiredOn: row.hiredOn,
      pendingSince: row.pendingSince?.toISOString() ?? null,
      nextCheckAt: row.nextCheckAt?.toISOString() ?? null,
      version: row.version,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    };
  });
}

function suspension({ suspendedAt, suspendedUntil }: HireState): NewHire["suspended"] {
  return suspendedAt && suspendedUntil && { since: suspendedAt.toISOString(), until: suspendedUntil.toISOString() };
}

function fieldViews(state: HireState, own: readonly OwnField[]): NewHire["fields"] {
  return {
    ...eachField((field) => fieldView(state, field)),
    ...Object.fromEntries(own.map((one) => [ownName(one), fieldView(state, ownName(one))])),
  };
}

function fieldView(state: HireState, field: FieldName): FieldView {
  const edit = state.edits[field];
  const value = valueIn(state.values, field);
  return {
    value,
    source: edit ? "hr" : value === null ? null : "greenhouse",
    greenhouseValue: valueIn(state.greenhouseValues, field),
    problem: state.problems[field] ?? null,
    differs: differsFromGreenhouse(state, field),
    editedBy: edit?.by ?? null,
    editedAt: edit?.at ?? null,
  };
}

async function undecidedDuplicateRanks(tx: TenantTx, rows: readonly ReadHire[]): Promise<Map<number, DuplicateRank>> {
  const flagged = rows.filter((row) => row.attention.includes("possible_duplicate")).map((row) => personOf(row, toState(row)));
  if (flagged.length === 0) return new Map();
  const standingOf = standings(await peopleWith(tx, flagged.flatMap(identityKeys)));
  return new Map(flagged.map(({ applicationId }) => [applicationId, standingOf(applicationId).duplicateRank]));
}

/** Returns which of these applications are of erased people, who are not imported again. */
export async function erasedApplications(tx: TenantTx, applicationIds: readonly ApplicationId[]): Promise<Set<ApplicationId>> {
  if (applicationIds.length === 0) return new Set();
  const rows = await tx.erasedApplication.findMany({ where: { applicationId: { in: applicationIds.map(BigInt) } } });
  return new Set(rows.map(({ applicationId }) => asApplicationId(applicationId)));
}
