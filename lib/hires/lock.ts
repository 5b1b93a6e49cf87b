import { readHires, type StoredHire } from "@/lib/hires/data";
import { peopleWith } from "@/lib/hires/duplicates/data";
import { addressKey, counts, identityKeys } from "@/lib/hires/duplicates/standing";
import type { HireDraft } from "@/lib/hires/status";
import { type OrganizationId, type TenantTx, TransactionConflict } from "@/lib/platform/db";
import type { ApplicationId, HireId } from "@/lib/platform/ids";
import { Prisma } from "@/prisma/generated/client";

/** Who is changed: stored hires, with the addresses they may be given, or applications, whose hires need not be stored yet. */
export type Subjects =
  | { ids: readonly HireId[]; addresses?: readonly string[] }
  | { applications: readonly { applicationId: ApplicationId; draft: HireDraft | null }[] };

export interface FoundHires {
  subjects: StoredHire[];
  /** Those who may be the same person as one of the subjects, as they are stored or may become. */
  others: StoredHire[];
  /** The identity keys by which the others were found. Where they are locked, who has one of them stays the same until the transaction ends. */
  keys: ReadonlySet<string>;
}

/**
 * Locks hires and those who may be the same person until the transaction ends, so that changes to one of them wait for the
 * others, and two that are about to be duplicates see each other, stored or not.
 *
 * Everyone takes the same locks in the same order, so no two wait for each other: first what the hires are recognized by
 * (candidate, address), then the rows by their ids. Invitations are locked after their hire. Who was changed in between is
 * found out by the keys, and the transaction is run again.
 */
export async function lockHires(tx: TenantTx, organizationId: OrganizationId, subjects: Subjects): Promise<FoundHires> {
  const { keys, ids } = await lockKeys(tx, organizationId, subjects);
  const applicationIds = new Set("applications" in subjects ? subjects.applications.map((one) => one.applicationId) : []);
  const subjectIds = new Set(ids);
  const others: HireId[] = [];
  for (const person of await peopleWith(tx, keys)) {
    if (applicationIds.has(person.applicationId)) subjectIds.add(person.id);
    else if (counts(person)) others.push(person.id);
  }
  const hires = await readHires(tx, [...subjectIds, ...others], "lock");
  const locked: FoundHires = { subjects: [], others: [], keys };
  for (const hire of hires) (subjectIds.has(hire.id) ? locked.subjects : locked.others).push(hire);
  const isHeld = (hire: StoredHire) => storedKeys(hire).every((key) => keys.has(key));
  if (!locked.subjects.every(isHeld)) throw new TransactionConflict("a hire got another address while its locks were taken");
  return locked;
}

/** Returns stored hires and those who may be the same person, without locks: for a look at what a change would do. */
export async function findHires(tx: TenantTx, ids: readonly HireId[]): Promise<FoundHires> {
  const subjects = await readHires(tx, ids, "read");
  const keys = new Set(subjects.flatMap(storedKeys));
  const meant = new Set(ids);
  const others = (await peopleWith(tx, keys)).filter((person) => counts(person) && !meant.has(person.id));
  return {
    subjects,
    keys,
    others: await readHires(
      tx,
      others.map(({ id }) => id),
      "read",
    ),
  };
}

function storedKeys({ state: { candidateId, values, greenhouseValues } }: StoredHire): string[] {
  const theirs = greenhouseValues.personalEmail;
  return [...identityKeys({ candidateId, personalEmail: values.personalEmail }), ...(theirs === null ? [] : [addressKey(theirs)])];
}

// The most locks of one transaction, whatever the number of its hires: PostgreSQL has room for some thousands in all.
const LOCKS = 1024;

async function lockKeys(tx: TenantTx, organizationId: OrganizationId, subjects: Subjects): Promise<{ keys: Set<string>; ids: HireId[] }> {
  const given =
    "applications" in subjects
      ? subjects.applications.flatMap(({ draft }) =>
          draft ? identityKeys({ candidateId: draft.candidateId, personalEmail: draft.values.personalEmail }) : [],
        )
      : (subjects.addresses ?? []).map(addressKey);
  const meant =
    "applications" in subjects
      ? Prisma.sql`"applicationId" = ANY(${subjects.applications.map(({ applicationId }) => BigInt(applicationId))}::bigint[])`
      : Prisma.sql`"id" = ANY(${[...subjects.ids]}::uuid[])`;
  const rows = await tx.$queryRaw<{ keys: string[]; ids: HireId[]; locked: string }[]>`
    WITH subject AS MATERIALIZED (
      SELECT "id", "candidateId", "addressKey", lower("greenhouseValues"->>'personalEmail') AS "theirs" FROM "NewHire" WHERE ${meant}
    ), named AS (
      SELECT 'candidate ' || "candidateId" AS "key", "id" FROM subject
      UNION ALL SELECT 'address ' || "addressKey", NULL FROM subject WHERE "addressKey" IS NOT NULL
      UNION ALL SELECT 'address ' || "theirs", NULL FROM subject WHERE "theirs" IS NOT NULL
      UNION ALL SELECT unnest(${given}::text[]), NULL
    )
    SELECT "keys", "ids", pg_advisory_xact_lock(hashtext(${organizationId}), "lock")::text AS "locked" FROM (
      SELECT hashtext("key") & ${LOCKS - 1}::int AS "lock", array_agg("key") AS "keys", array_remove(array_agg("id"), NULL)::text[] AS "ids"
      FROM named GROUP BY 1 ORDER BY 1
    ) sorted`;
  return { keys: new Set(rows.flatMap(({ keys }) => keys)), ids: rows.flatMap(({ ids }) => ids) };
}
