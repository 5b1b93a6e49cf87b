import type { TenantTx } from "@/lib/platform/db";

/** Entries that are sealed in one transaction. */
const PORTION = 1_000;

/** Seals entries of the transaction's organization as the next links of its chain. Returns whether more may be left. */
export async function sealAuditEntries(tx: TenantTx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ sealed: number }[]>`SELECT seal_audit_entries(${PORTION}::int) AS "sealed"`;
  return row?.sealed === PORTION;
}

/**
 * Erases what the entries about one subject say was changed. Who did what and when stays, and so does the chain, which holds a digest of
 * what is erased. Returns how many entries were.
 */
export async function eraseAuditChanges(tx: TenantTx, subject: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ erased: number }[]>`SELECT erase_audit_changes(${subject}) AS "erased"`;
  return row?.erased ?? 0;
}

export interface ChainState {
  sealed: number;
  /** Written within the last minute, and not sealed yet. */
  unsealed: number;
  /** The first link that does not hold; null: the chain is whole. */
  broken: { sequence: string; why: "changes" | "link" | "gap" } | null;
}

/**
 * Recomputes the chain of the transaction's organization. A changed entry breaks its own link, a removed one leaves a gap. What it cannot
 * see is a chain cut off at its end or made anew by the database's owner: the head that the log and the audit stream carry shows that.
 */
export async function verifyAuditChain(tx: TenantTx): Promise<ChainState> {
  const [counts] = await tx.$queryRaw<{ sealed: number; unsealed: number }[]>`
    SELECT count("sequence")::int AS "sealed", count(*) FILTER (WHERE "sequence" IS NULL)::int AS "unsealed" FROM "AuditEntry"`;
  const [broken = null] = await tx.$queryRaw<{ sequence: string; why: "changes" | "link" | "gap" }[]>`
    SELECT "sequence"::text, "why" FROM (
      SELECT "sequence", CASE
        WHEN "sequence" <> coalesce(lag("sequence") OVER links, 0) + 1 THEN 'gap'
        WHEN "hash" IS DISTINCT FROM audit_link(lag("hash") OVER links, entry) THEN 'link'
        WHEN CASE WHEN "erasedAt" IS NULL THEN "digest" IS DISTINCT FROM audit_digest("salt", "changes") ELSE "changes" <> '{}' END THEN 'changes'
      END AS "why"
      FROM "AuditEntry" AS entry WHERE "sequence" IS NOT NULL
      WINDOW links AS (ORDER BY "sequence")
    ) AS checked WHERE "why" IS NOT NULL ORDER BY "sequence" LIMIT 1`;
  return { sealed: counts?.sealed ?? 0, unsealed: counts?.unsealed ?? 0, broken };
}
