import type { HireStatus } from "@/lib/hires/schema";
import type { DuplicateRank, HireState } from "@/lib/hires/status";
import type { TenantTx } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

/** Somebody to look for among the other hires; `id` is null for one who is not here yet. */
export interface Person {
  id: string | null;
  applicationId: number;
  candidateId: number;
  personalEmail: string | null;
}

export interface Duplicate {
  /** Whom it looks like. */
  applicationId: number;
  id: string;
  name: string;
  status: HireStatus;
  shares: "candidate" | "address";
}

// Somebody else than `x` who still counts.
const another = Prisma.sql`
  SELECT h."id", concat_ws(' ', h."firstName", h."lastName") AS "name", h."status"::text AS "status" FROM "NewHire" h
  WHERE h."organizationId" = (SELECT current_organization()) AND h."status" NOT IN ('withdrawn', 'excluded')
    AND h."applicationId" <> x."applicationId"`;

/** Hires of the organization who are the same candidate as one of these, or have the same personal address, and still count. */
export async function duplicatesOf(tx: TenantTx, people: readonly Person[]): Promise<Duplicate[]> {
  // OFFSET 0 keeps each person's look-up by index: joined freely, PostgreSQL would read all hires once rather than look a hundred times.
  const rows = await tx.$queryRaw<(Omit<Duplicate, "applicationId"> & { applicationId: bigint })[]>`
    WITH x AS MATERIALIZED (
      SELECT "applicationId", "candidateId", lower("personalEmail") AS "addressKey"
      FROM jsonb_to_recordset(${JSON.stringify(people)}::jsonb) AS people("applicationId" bigint, "candidateId" bigint, "personalEmail" text))
    SELECT DISTINCT ON (f."applicationId", f."id") f.* FROM (
      SELECT x."applicationId", h.*, 'candidate' AS "shares" FROM x CROSS JOIN LATERAL (
        ${another} AND h."candidateId" = x."candidateId" OFFSET 0) h
      UNION ALL
      SELECT x."applicationId", h.*, 'address' FROM x CROSS JOIN LATERAL (
        ${another} AND h."addressKey" = x."addressKey" OFFSET 0) h
    ) f ORDER BY f."applicationId", f."id", f."shares" DESC`;
  return rows.map((row) => ({ ...row, applicationId: Number(row.applicationId) }));
}

/** Whom one hire looks like; null when the organization has no such hire. */
export async function duplicatesFor(tx: TenantTx, id: string): Promise<Omit<Duplicate, "applicationId">[] | null> {
  const row = await tx.newHire.findFirst({ where: { id }, select: { applicationId: true, candidateId: true, personalEmail: true } });
  if (!row) return null;
  const { applicationId, candidateId, personalEmail } = row;
  const person = { id, applicationId: Number(applicationId), candidateId: Number(candidateId), personalEmail };
  return (await duplicatesOf(tx, [person])).map(({ applicationId: _, ...other }) => other);
}

/** How each of these stands to others like it, in the database and among themselves; those like nobody are absent. */
export function duplicateRanksOf(people: readonly Person[], found: readonly Duplicate[]): Map<number, Exclude<DuplicateRank, "none">> {
  const duplicateRanks = new Map<number, Exclude<DuplicateRank, "none">>();
  const note = (applicationId: number, duplicateRank: Exclude<DuplicateRank, "none">) => {
    if (duplicateRanks.get(applicationId) !== "second") duplicateRanks.set(applicationId, duplicateRank);
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
  return duplicateRanks;
}

/** A hire as somebody to look for among the others. */
export function personOf(
  id: string | null,
  { applicationId, candidateId, values }: Pick<HireState, "applicationId" | "candidateId" | "values">,
): Person {
  return { id, applicationId, candidateId, personalEmail: values.personalEmail };
}

/** How these stand to others like them. The others are flagged, too, as long as HR has not decided about them. */
export async function flagDuplicates(tx: TenantTx, people: readonly Person[], now: Date): Promise<Map<number, DuplicateRank>> {
  const found = await duplicatesOf(tx, people);
  const others = [...new Set(found.map(({ id }) => id))];
  if (others.length > 0) {
    await tx.$executeRaw`
      UPDATE "NewHire" SET "attention" = array_append("attention", 'possible_duplicate'), "version" = "version" + 1, "updatedAt" = ${now}
      WHERE "id" = ANY(${others}::uuid[]) AND "duplicateDecision" IS NULL AND NOT "attention" @> ARRAY['possible_duplicate']`;
  }
  return duplicateRanksOf(people, found);
}
