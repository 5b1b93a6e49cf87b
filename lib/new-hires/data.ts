import { type FieldProblem, type HireField, hireFields } from "@/lib/hire-fields/schema";
import { staleCursor } from "@/lib/http/app-error";
import { invitationColumns, invitationSettings, toInvitation } from "@/lib/invitations/data";
import { localTime } from "@/lib/invitations/rules";
import { decodeCursor, encodeCursor } from "@/lib/new-hires/cursor";
import {
  differsFromGreenhouse,
  type FieldEdit,
  type FieldValues,
  type HireState,
  type InvitationPolicy,
  type Likeness,
  searchForm,
} from "@/lib/new-hires/rules";
import {
  type AttentionCode,
  attentionCodes,
  type FieldView,
  type HireStatus,
  hireStatuses,
  type NewHire,
  type NewHireConditions,
  type NewHireCounts,
  type NewHireList,
  type NewHireQuery,
} from "@/lib/new-hires/schema";
import { readSettings } from "@/lib/organization-settings/data";
import { packageFor } from "@/lib/organization-settings/rules";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
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
  takenByHand: true,
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
    takenByHand: row.takenByHand,
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
  await tx.$queryRaw`SELECT 1 FROM "NewHire" WHERE "applicationId" = ANY(${ids}) ORDER BY "id" FOR UPDATE`;
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

/** One hire, locked until the transaction ends; null when the organization has no such hire. */
export async function lockHire(tx: TenantTx, id: string): Promise<StoredHire | null> {
  await tx.$queryRaw`SELECT 1 FROM "NewHire" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const row = await tx.newHire.findFirst({ where: { id }, select: viewColumns });
  return row ? toStored(row) : null;
}

/** What the organization decided about invitations; the rest of the policy is each hire's own. */
export async function organizationPolicy(
  tx: TenantTx,
  now: Date,
): Promise<Omit<InvitationPolicy, "invitedBefore" | "likeness"> & { expiresAfterDays: number }> {
  const { required_fields, import_rules } = await readSettings(tx, ["required_fields", "import_rules"]);
  const integration = await tx.partnerIntegration.findFirst({ select: { inviteFrom: true } });
  const { timing, timeZone, expiresAfterDays } = await invitationSettings(tx);
  const today = localTime(now, timeZone).day;
  return {
    required: required_fields.fields,
    importRules: import_rules.rules,
    inviteFrom: integration?.inviteFrom?.toISOString().slice(0, 10) ?? today,
    timing,
    today,
    expiresAfterDays,
  };
}

/** Somebody to look for among the other hires; `id` is null for one who is not here yet. */
export interface Person {
  id: string | null;
  applicationId: number;
  candidateId: number;
  personalEmail: string | null;
}

export interface Lookalike {
  /** Whom it looks like. */
  applicationId: number;
  id: string;
  name: string;
  status: HireStatus;
  shares: "candidate" | "address";
}

/** Hires of the organization who are the same candidate as one of these, or have the same personal address, and still count. */
export async function lookalikesOf(tx: TenantTx, people: readonly Person[]): Promise<Lookalike[]> {
  const rows = await tx.$queryRaw<(Omit<Lookalike, "applicationId"> & { applicationId: bigint })[]>`
    WITH x AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(people)}::jsonb) AS x("applicationId" bigint, "candidateId" bigint, "personalEmail" text))
    SELECT DISTINCT ON (f."applicationId", f."id") f.* FROM (
      SELECT x."applicationId", h."id", concat_ws(' ', h."firstName", h."lastName") AS "name", h."status"::text AS "status", 'candidate' AS "shares"
      FROM x JOIN "NewHire" h ON h."organizationId" = (SELECT current_organization()) AND h."candidateId" = x."candidateId"
      WHERE h."applicationId" <> x."applicationId" AND h."status" NOT IN ('withdrawn', 'ignored')
      UNION ALL
      SELECT x."applicationId", h."id", concat_ws(' ', h."firstName", h."lastName"), h."status"::text, 'address'
      FROM x JOIN "NewHire" h ON h."organizationId" = (SELECT current_organization()) AND lower(h."personalEmail") = lower(x."personalEmail")
      WHERE h."applicationId" <> x."applicationId" AND h."status" NOT IN ('withdrawn', 'ignored')
    ) f ORDER BY f."applicationId", f."id", f."shares" DESC`;
  return rows.map((row) => ({ ...row, applicationId: Number(row.applicationId) }));
}

/** Whom one hire looks like; null when the organization has no such hire. */
export async function lookalikesFor(tx: TenantTx, id: string): Promise<Omit<Lookalike, "applicationId">[] | null> {
  const row = await tx.newHire.findFirst({ where: { id }, select: viewColumns });
  if (!row) return null;
  return (await lookalikesOf(tx, [personOf(id, toState(row))])).map(({ applicationId: _, ...other }) => other);
}

/** How each of these stands to others like it, in the database and among themselves; those like nobody are absent. */
export function likenessesOf(people: readonly Person[], found: readonly Lookalike[]): Map<number, Exclude<Likeness, "none">> {
  const likenesses = new Map<number, Exclude<Likeness, "none">>();
  const note = (applicationId: number, likeness: Exclude<Likeness, "none">) => {
    if (likenesses.get(applicationId) !== "second") likenesses.set(applicationId, likeness);
  };
  const idOf = new Map(people.map(({ applicationId, id }) => [applicationId, id]));
  for (const other of found) {
    const own = idOf.get(other.applicationId);
    // Ids grow with time.
    note(other.applicationId, own && own < other.id ? "first" : "second");
  }
  for (const key of [({ candidateId }: Person) => String(candidateId), ({ personalEmail }: Person) => personalEmail?.toLowerCase()]) {
    for (const [value, same] of Map.groupBy(people, key)) {
      if (value === undefined || same.length < 2) continue;
      const inOrder = same.toSorted((a, b) => (a.id ?? "~").localeCompare(b.id ?? "~") || a.applicationId - b.applicationId);
      for (const [at, { applicationId }] of inOrder.entries()) note(applicationId, at === 0 ? "first" : "second");
    }
  }
  return likenesses;
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

/** Open hires after one, in a fixed order, to decide them anew. */
export async function openApplicationsAfter(
  tx: TenantTx,
  afterId: string | null,
  limit: number,
): Promise<{ id: string; applicationId: number }[]> {
  const rows = await tx.newHire.findMany({
    where: { status: { in: ["pending", "on_hold", "ignored"] }, ...(afterId === null ? {} : { id: { gt: afterId } }) },
    select: { id: true, applicationId: true },
    orderBy: { id: "asc" },
    take: limit,
  });
  return rows.map(({ id, applicationId }) => ({ id, applicationId: Number(applicationId) }));
}

/** One hire as the API shows it; null when the organization has no such hire. */
export async function findNewHire(tx: TenantTx, id: string): Promise<NewHire | null> {
  const row = await tx.newHire.findFirst({ where: { id }, select: viewColumns });
  return row ? ((await toViews(tx, [row]))[0] ?? null) : null;
}

async function toViews(tx: TenantTx, rows: readonly HireRow[]): Promise<NewHire[]> {
  if (rows.length === 0) return [];
  const invitations = await tx.invitation.findMany({
    where: { newHireId: { in: rows.map((row) => row.id) } },
    select: { ...invitationColumns, newHireId: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const checks = await tx.acceptedApplication.findMany({
    where: { applicationId: { in: rows.map((row) => row.applicationId) } },
    select: { applicationId: true, nextCheckAt: true },
  });
  const invitationsByHire = Map.groupBy(invitations, (one) => one.newHireId);
  const nextCheckByApplication = new Map(checks.map((one) => [one.applicationId, one.nextCheckAt]));
  const likenesses = await undecidedLikenesses(tx, rows);
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
      invitations: (invitationsByHire.get(row.id) ?? []).map(({ newHireId: _, ...one }) => toInvitation(one)),
      invitationPlan: state.plan,
      sendOn: state.sendOn,
      likeness: likenesses.get(state.applicationId) ?? "none",
      package: packageFor(state.values, packages),
      hiredOn: row.hiredOn,
      pendingSince: row.pendingSince?.toISOString() ?? null,
      nextCheckAt: nextCheckByApplication.get(row.applicationId)?.toISOString() ?? null,
      version: row.version,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    };
  });
}

async function undecidedLikenesses(tx: TenantTx, rows: readonly HireRow[]): Promise<Map<number, Likeness>> {
  const flagged = rows.filter((row) => row.attention.includes("possible_duplicate")).map((row) => personOf(row.id, toState(row)));
  return flagged.length === 0 ? new Map() : likenessesOf(flagged, await lookalikesOf(tx, flagged));
}

/** A hire as somebody to look for among the others. */
export function personOf(
  id: string | null,
  { applicationId, candidateId, values }: Pick<HireState, "applicationId" | "candidateId" | "values">,
): Person {
  return { id, applicationId, candidateId, personalEmail: values.personalEmail };
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

const sortColumns = {
  startDate: Prisma.sql`coalesce("startDate", '9999-12-31')`,
  name: Prisma.sql`coalesce("sortName", U&'\\FFFF') COLLATE "C"`,
  updatedAt: Prisma.sql`"updatedAt"`,
  createdAt: Prisma.sql`"createdAt"`,
} as const;
type SortColumn = keyof typeof sortColumns;

// What stands for "no value" in an index; it sorts behind every value.
const noValue: Record<SortColumn, Prisma.Sql | null> = {
  startDate: Prisma.sql`'9999-12-31'`,
  name: Prisma.sql`U&'\\FFFF' COLLATE "C"`,
  updatedAt: null,
  createdAt: null,
};

/**
 * A page of hires in the order of the query's sort, those without the value last in either direction. Paging is by
 * the last row's key (keyset), so a deep page costs what the first does and rows that arrive meanwhile shift nothing.
 */
export async function listNewHires(tx: TenantTx, organizationId: OrganizationId, query: NewHireQuery): Promise<NewHireList> {
  const descending = query.sort.startsWith("-");
  const column = (descending ? query.sort.slice(1) : query.sort) as SortColumn;
  const cursor = query.cursor === undefined ? null : await findPlace(tx, decodeCursor(query.cursor, query.sort), column);
  const chosen = [...plainConditions(organizationId, query), ...(await matchConditions(tx, query))];
  const wanted = query.limit + 1;
  const ids: string[] = [];
  // Descending, rows without the value would come first, so they are a second stretch of their own.
  for (const having of descending && noValue[column] ? (["value", "none"] as const) : (["any"] as const)) {
    if (ids.length >= wanted || (having === "value" && cursor?.hasValue === false)) continue;
    const after = having === "none" && cursor?.hasValue ? null : cursor;
    ids.push(...(await stretch(tx, query, chosen, column, { descending, having, after, limit: wanted - ids.length })));
  }
  const shown = ids.slice(0, query.limit);
  const rows = await tx.newHire.findMany({ where: { id: { in: shown } }, select: viewColumns });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const items = await toViews(
    tx,
    shown.flatMap((id) => byId.get(id) ?? []),
  );
  const end = shown.at(-1);
  const nextCursor = ids.length > query.limit && end ? encodeCursor({ sort: query.sort, id: end }) : null;
  return { items, nextCursor, counts: await countNewHires(tx) };
}

interface Place {
  id: string;
  key: string | Date;
  hasValue: boolean;
}

async function findPlace(tx: TenantTx, id: string, column: SortColumn): Promise<Place> {
  const empty = noValue[column];
  const rows = await tx.$queryRaw<Place[]>`
    SELECT "id", ${sortColumns[column]} AS "key", ${empty ? Prisma.sql`${sortColumns[column]} <> ${empty}` : Prisma.sql`true`} AS "hasValue"
    FROM "NewHire" WHERE "id" = ${id}::uuid`;
  if (!rows[0]) throw staleCursor();
  return rows[0];
}

interface Stretch {
  descending: boolean;
  having: "any" | "value" | "none";
  after: Place | null;
  limit: number;
}

// So many found ones are looked up one by one; where there are more, walking through the list in its order meets them soon.
const FEW = 2_000;

/**
 * What a query asks that row-level security lets no index answer (a part of a text, a member of a list), as conditions. Few
 * hires that match are named by their ids, found through the index by `matching_new_hires` (see the migration `workbench`).
 */
async function matchConditions(tx: TenantTx, { search = "", attention, missing }: NewHireConditions): Promise<Prisma.Sql[]> {
  const text = searchForm(search);
  const pattern = text === "" ? null : `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  if (pattern === null && !attention && !missing) return [];
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT matching_new_hires(${pattern}, ${attention ?? null}, ${missing ?? null}, ${FEW + 1}) AS "id"`;
  if (found.length <= FEW) return [Prisma.sql`"id" = ANY(${found.map(({ id }) => id)}::uuid[])`];
  const conditions: Prisma.Sql[] = [];
  if (pattern !== null) conditions.push(Prisma.sql`"searchText" LIKE ${pattern}`);
  if (attention) conditions.push(Prisma.sql`"attention" @> ARRAY[${attention}]`);
  if (missing) conditions.push(Prisma.sql`"missingFields" @> ARRAY[${missing}]::"HireField"[]`);
  return conditions;
}

/** The other conditions of a query. */
function plainConditions(organizationId: OrganizationId, query: NewHireConditions): Prisma.Sql[] {
  const conditions = [Prisma.sql`"organizationId" = ${organizationId}::uuid`];
  if (query.startFrom) conditions.push(Prisma.sql`${sortColumns.startDate} >= ${query.startFrom}`);
  if (query.startTo) conditions.push(Prisma.sql`${sortColumns.startDate} <= ${query.startTo}`);
  if (query.startFrom || query.startTo) conditions.push(Prisma.sql`"startDate" IS NOT NULL`);
  if (query.jobTitle) conditions.push(Prisma.sql`"jobTitle" = ${query.jobTitle}`);
  if (query.department) conditions.push(Prisma.sql`"department" = ${query.department}`);
  if (query.location) conditions.push(Prisma.sql`"location" = ${query.location}`);
  if (query.changedSince) conditions.push(Prisma.sql`"updatedAt" >= ${new Date(query.changedSince)}`);
  if (query.changedBy) conditions.push(Prisma.sql`"changedBy" = ${query.changedBy}::"ChangeSource"`);
  return conditions;
}

/** Ids in order. One index scan for each status, merged: an index that begins with the status serves a list without one too. */
async function stretch(
  tx: TenantTx,
  query: NewHireQuery,
  chosen: readonly Prisma.Sql[],
  column: SortColumn,
  part: Stretch,
): Promise<string[]> {
  const key = sortColumns[column];
  const empty = noValue[column];
  const conditions = [...chosen, Prisma.sql`"status" = s.status`];
  if (empty && part.having === "value") conditions.push(Prisma.sql`${key} < ${empty}`);
  if (empty && part.having === "none") conditions.push(Prisma.sql`${key} = ${empty}`);
  if (part.after) {
    const beyond = part.descending ? Prisma.sql`<` : Prisma.sql`>`;
    conditions.push(Prisma.sql`(${key}, "id") ${beyond} (${part.after.key}, ${part.after.id}::uuid)`);
  }
  const direction = part.descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const statuses = query.status ? [query.status] : hireStatuses;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT h."id"
    FROM unnest(${statuses}::text[]::"HireStatus"[]) AS s(status)
    CROSS JOIN LATERAL (
      SELECT "id", ${key} AS "key" FROM "NewHire" WHERE ${Prisma.join(conditions, " AND ")}
      ORDER BY ${key} ${direction}, "id" ${direction} LIMIT ${part.limit}
    ) h
    ORDER BY h."key" ${direction}, h."id" ${direction} LIMIT ${part.limit}`;
  return rows.map(({ id }) => id);
}

/** How many hires each tab holds, and how many need a person's look; exact. */
export async function countNewHires(tx: TenantTx): Promise<NewHireCounts> {
  const rows = await tx.$queryRaw<{ status: string; count: number }[]>`
    SELECT "key" AS "status", sum("count")::int AS "count" FROM "NewHireCount" GROUP BY "key"`;
  const count = (status: string) => rows.find((row) => row.status === status)?.count ?? 0;
  return {
    pending: count("pending"),
    onHold: count("on_hold"),
    invited: count("invited"),
    started: count("started"),
    withdrawn: count("withdrawn"),
    ignored: count("ignored"),
    attention: count("attention"),
  };
}
