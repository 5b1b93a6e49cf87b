import { isByHand } from "@/lib/hires/by-hand/rules";
import type { HireStatus } from "@/lib/hires/codes";
import { counts, identityKeys, type Person } from "@/lib/hires/duplicates/standing";
import type { TenantTx } from "@/lib/platform/db";
import { asApplicationId, asCandidateId, type HireId } from "@/lib/platform/ids";
import { Prisma } from "@/prisma/generated/client";

/** A stored person, with the name that is shown. */
export interface StoredPerson extends Person {
  id: HireId;
  name: string;
}

const identity = Prisma.sql`
  SELECT h."id", h."applicationId", h."candidateId", h."personalEmail", h."status"::text AS "status",
    h."duplicateDecision"::text AS "duplicateDecision", h."createdAt", concat_ws(' ', h."firstName", h."lastName") AS "name"
  FROM "NewHire" h WHERE h."organizationId" = (SELECT current_organization())`;

/** Returns the stored hires that have one of these identity keys, whatever their status. */
export async function peopleWith(tx: TenantTx, keys: Iterable<string>): Promise<StoredPerson[]> {
  const candidateIds: bigint[] = [];
  const addresses: string[] = [];
  for (const key of new Set(keys)) {
    const [kind, value = ""] = key.split(" ", 2);
    if (kind === "candidate") candidateIds.push(BigInt(value));
    else addresses.push(value);
  }
  if (candidateIds.length === 0 && addresses.length === 0) return [];
  // OFFSET 0 keeps each look-up by index: joined freely, PostgreSQL would read all hires once rather than look a hundred times.
  const rows = await tx.$queryRaw<(Omit<StoredPerson, "applicationId" | "candidateId"> & { applicationId: bigint; candidateId: bigint })[]>`
    WITH c AS MATERIALIZED (SELECT unnest(${candidateIds}::bigint[]) AS "candidateId"),
      a AS MATERIALIZED (SELECT unnest(${addresses}::text[]) AS "addressKey")
    SELECT h.* FROM c CROSS JOIN LATERAL (${identity} AND h."candidateId" = c."candidateId" OFFSET 0) h
    UNION
    SELECT h.* FROM a CROSS JOIN LATERAL (${identity} AND h."addressKey" = a."addressKey" OFFSET 0) h`;
  return rows.map((row) => ({ ...row, applicationId: asApplicationId(row.applicationId), candidateId: asCandidateId(row.candidateId) }));
}

export interface Duplicate {
  id: HireId;
  name: string;
  status: HireStatus;
  shares: "candidate" | "address";
  /** Whether one of the two was added by hand, and the other came from Greenhouse. */
  canJoin: boolean;
}

/** Returns the hires that may be the same person as one; null when the organization has no such hire. */
export async function duplicatesFor(tx: TenantTx, id: HireId): Promise<Duplicate[] | null> {
  const row = await tx.newHire.findFirst({ where: { id }, select: { applicationId: true, candidateId: true, personalEmail: true } });
  if (!row) return null;
  const candidateId = asCandidateId(row.candidateId);
  const isOurs = isByHand({ applicationId: asApplicationId(row.applicationId) });
  const found = await peopleWith(tx, identityKeys({ candidateId, personalEmail: row.personalEmail }));
  return found
    .filter((other) => other.id !== id && counts(other))
    .map((other) => ({
      id: other.id,
      name: other.name,
      status: other.status,
      shares: other.candidateId === candidateId ? "candidate" : "address",
      canJoin: isByHand(other) !== isOurs,
    }));
}
