import { type FieldProblem, type HireField, hireFields } from "@/lib/hire-fields/schema";
import { duplicateRanksOf, duplicatesOf, personOf } from "@/lib/hires/duplicates/data";
import { type AttentionCode, attentionCodes, type FieldView, type NewHire } from "@/lib/hires/schema";
import { type DuplicateRank, differsFromGreenhouse, type FieldEdit, type FieldValues, type HireState } from "@/lib/hires/status";
import { type InvitationJson, invitationsJson, toInvitation } from "@/lib/invitations/data";
import type { TenantTx } from "@/lib/platform/db";
import { readSettings } from "@/lib/settings/data";
import { packageFor } from "@/lib/settings/rules";
import { Prisma } from "@/prisma/generated/client";

/** A stored hire, with what the rules do not look at. */
export interface StoredHire {
  id: string;
  version: number;
  pendingSince: Date | null;
  /** Whose the last change of its values was. */
  changedBy: "greenhouse" | "hr";
  state: HireState;
}

const viewColumns = {
  id: true,
  applicationId: true,
  candidateId: true,
  offerId: true,
  status: true,
  attention: true,
  missingFields: true,
  firstName: true,
  lastName: true,
  preferredName: true,
  personalEmail: true,
  phone: true,
  address: true,
  jobTitle: true,
  department: true,
  location: true,
  employmentType: true,
  managerName: true,
  startDate: true,
  greenhouseValues: true,
  problems: true,
  edits: true,
  hiredOn: true,
  planMode: true,
  planDate: true,
  sendOn: true,
  duplicateDecision: true,
  includedByHr: true,
  changedBy: true,
  pendingSince: true,
  version: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.NewHireSelect;

type HireRow = Prisma.NewHireGetPayload<{ select: typeof viewColumns }>;

// Written by this program only, from the types below; a stored shape is changed by a migration, never read leniently.
function stored<Shape>(json: Prisma.JsonValue): Shape {
  return json as Shape;
}

function valuesOf(row: HireRow): FieldValues {
  return Object.fromEntries(hireFields.map((field) => [field, row[field]])) as FieldValues;
}

function toState(row: HireRow): HireState {
  return {
    applicationId: Number(row.applicationId),
    candidateId: Number(row.candidateId),
    offerId: Number(row.offerId),
    hiredOn: row.hiredOn,
    values: valuesOf(row),
    greenhouseValues: stored<FieldValues>(row.greenhouseValues),
    problems: stored<Partial<Record<HireField, FieldProblem>>>(row.problems),
    status: row.status,
    attention: knownAttention(row.attention),
    missingFields: row.missingFields,
    edits: stored<Partial<Record<HireField, FieldEdit>>>(row.edits),
    plan: row.planMode === null ? null : { mode: row.planMode, date: row.planDate },
    sendOn: row.sendOn,
    duplicateDecision: row.duplicateDecision,
    includedByHr: row.includedByHr,
  };
}

function knownAttention(codes: readonly string[]): AttentionCode[] {
  return attentionCodes.filter((code) => codes.includes(code));
}

function toStored(row: HireRow): StoredHire {
  return { id: row.id, version: row.version, pendingSince: row.pendingSince, changedBy: row.changedBy, state: toState(row) };
}

/** The hires of these applications, locked until the transaction ends so that HR's edits and a sync take turns. */
export async function lockHires(tx: TenantTx, applicationIds: readonly number[]): Promise<Map<number, StoredHire>> {
  const ids = applicationIds.map(BigInt);
  const locked = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "NewHire" WHERE "applicationId" = ANY(${ids}) ORDER BY "id" FOR UPDATE`;
  if (locked.length === 0) return new Map();
  const rows = await tx.newHire.findMany({ where: { applicationId: { in: ids } }, select: viewColumns });
  return new Map(rows.map((row) => [Number(row.applicationId), toStored(row)]));
}

/** The hires that Greenhouse should know as such, by application id, with its values as we hold them. */
export async function hiresToCompare(tx: TenantTx): Promise<Map<number, { id: string; greenhouseValues: FieldValues }>> {
  const rows = await tx.newHire.findMany({ where: { status: { not: "withdrawn" } }, select: viewColumns });
  return new Map(rows.map((row) => [Number(row.applicationId), { id: row.id, greenhouseValues: toStored(row).state.greenhouseValues }]));
}

/** How the hires of these applications stand, by application id. */
export async function hireStatesOf(tx: TenantTx, applicationIds: readonly number[]): Promise<Map<number, HireState>> {
  if (applicationIds.length === 0) return new Map();
  const rows = await tx.newHire.findMany({ where: { applicationId: { in: applicationIds.map(BigInt) } }, select: viewColumns });
  return new Map(rows.map((row) => [Number(row.applicationId), toStored(row).state]));
}

/** These hires, locked until the transaction ends, in the order of their ids. */
export async function lockHiresById(tx: TenantTx, ids: readonly string[]): Promise<StoredHire[]> {
  await tx.$queryRaw`SELECT 1 FROM "NewHire" WHERE "id" = ANY(${[...ids]}::uuid[]) ORDER BY "id" FOR UPDATE`;
  const rows = await tx.newHire.findMany({ where: { id: { in: [...ids] } }, select: viewColumns, orderBy: { id: "asc" } });
  return rows.map(toStored);
}

/** One hire, locked until the transaction ends; null when the organization has no such hire. */
export async function lockHire(tx: TenantTx, id: string): Promise<StoredHire | null> {
  await tx.$queryRaw`SELECT 1 FROM "NewHire" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const row = await tx.newHire.findFirst({ where: { id }, select: viewColumns });
  return row ? toStored(row) : null;
}

/** Hires whose scheduled day has come. */
export async function dueApplications(tx: TenantTx, today: string, limit: number): Promise<number[]> {
  const rows = await tx.newHire.findMany({
    where: { status: "on_hold", sendOn: { lte: today } },
    select: { applicationId: true },
    orderBy: [{ sendOn: "asc" }, { id: "asc" }],
    take: limit,
  });
  return rows.map((row) => Number(row.applicationId));
}

/** Pending hires who start within these days and do not say so yet, and those who say so though their day is over or has moved. */
export async function closeStarts(tx: TenantTx, { from, until, limit }: { from: string; until: string; limit: number }): Promise<number[]> {
  const rows = await tx.$queryRaw<{ applicationId: bigint }[]>`
    SELECT "applicationId" FROM "NewHire"
    WHERE "organizationId" = (SELECT current_organization()) AND "tab" = 'pending'
      AND ("startDate" IS NOT NULL AND "startDate" >= ${from} AND "startDate" <= ${until}) <> ("attention" @> ARRAY['starts_soon'])
    ORDER BY "startKey", "id" LIMIT ${limit}`;
  return rows.map((row) => Number(row.applicationId));
}

/** Open hires after one, in a fixed order, to decide them anew. */
export async function openApplicationsAfter(
  tx: TenantTx,
  afterId: string | null,
  limit: number,
): Promise<{ id: string; applicationId: number }[]> {
  const rows = await tx.newHire.findMany({
    where: { status: { in: ["pending", "on_hold", "excluded"] }, ...(afterId === null ? {} : { id: { gt: afterId } }) },
    select: { id: true, applicationId: true },
    orderBy: { id: "asc" },
    take: limit,
  });
  return rows.map(({ id, applicationId }) => ({ id, applicationId: Number(applicationId) }));
}

/** One hire as the API shows it; null when the organization has no such hire. */
export async function findNewHire(tx: TenantTx, id: string): Promise<NewHire | null> {
  return (await newHiresInOrder(tx, [id]))[0] ?? null;
}

/** These hires as the API shows them, in the order of the ids; ids that the organization does not have are left out. */
export async function newHiresInOrder(tx: TenantTx, ids: readonly string[]): Promise<NewHire[]> {
  const chosen = Prisma.sql`SELECT "id", "rank" FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS named("id", "rank")`;
  return toViews(tx, await shownRows(tx, chosen));
}

/** A hire with what is shown beside its own row. */
export type ShownRow = HireRow & { invitations: InvitationJson[]; nextCheckAt: Date | null };

// A list of enums has no type of its own in a raw result.
const shownColumns = Prisma.raw(
  Object.keys(viewColumns)
    .map((column) => (column === "missingFields" ? 'h."missingFields"::text[]' : `h."${column}"`))
    .join(", "),
);

/** The hires that a query chooses, by its columns `id` and `rank`, in the order of the rank: all that is shown of them, in one statement. */
export function shownRows(tx: TenantTx, chosen: Prisma.Sql): Promise<ShownRow[]> {
  return tx.$queryRaw<ShownRow[]>`
    SELECT ${shownColumns}, ${invitationsJson(Prisma.sql`h."id"`)} AS "invitations", (
      SELECT a."nextCheckAt" FROM "AcceptedApplication" a
      WHERE a."organizationId" = h."organizationId" AND a."applicationId" = h."applicationId"
    ) AS "nextCheckAt"
    FROM (${chosen}) chosen JOIN "NewHire" h ON h."id" = chosen."id"
    ORDER BY chosen."rank"`;
}

/** Hires as the API shows them. */
export async function toViews(tx: TenantTx, rows: readonly ShownRow[]): Promise<NewHire[]> {
  if (rows.length === 0) return [];
  const duplicateRanks = await undecidedDuplicateRanks(tx, rows);
  const { required_fields, packages } = await readSettings(tx, ["required_fields", "packages"]);
  return rows.map((row) => {
    const state = toState(row);
    return {
      id: row.id,
      status: row.status,
      attention: state.attention,
      missingFields: row.missingFields,
      requiredFields: required_fields.fields,
      fields: Object.fromEntries(hireFields.map((field) => [field, fieldView(state, field)])) as Record<HireField, FieldView>,
      greenhouse: { candidateId: state.candidateId, applicationId: state.applicationId, offerId: state.offerId },
      invitations: row.invitations.map(toInvitation),
      invitationPlan: state.plan,
      sendOn: state.sendOn,
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

function fieldView(state: HireState, field: HireField): FieldView {
  const edit = state.edits[field];
  const value = state.values[field];
  return {
    value,
    source: edit ? "hr" : value === null ? null : "greenhouse",
    greenhouseValue: state.greenhouseValues[field],
    problem: state.problems[field] ?? null,
    differs: differsFromGreenhouse(state, field),
    editedBy: edit?.by ?? null,
    editedAt: edit?.at ?? null,
  };
}

async function undecidedDuplicateRanks(tx: TenantTx, rows: readonly HireRow[]): Promise<Map<number, DuplicateRank>> {
  const flagged = rows.filter((row) => row.attention.includes("possible_duplicate")).map((row) => personOf(row.id, toState(row)));
  return flagged.length === 0 ? new Map() : duplicateRanksOf(flagged, await duplicatesOf(tx, flagged));
}
