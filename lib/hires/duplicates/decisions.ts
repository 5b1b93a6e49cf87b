import type { Decision, HireAudit, HireChange } from "@/lib/hires/change";
import { exclude, isUndecided, reevaluate } from "@/lib/hires/decisions";
import type { DuplicateDecision } from "@/lib/hires/duplicates/schema";
import { decideStatus, type HireState, type InvitationPolicy } from "@/lib/hires/status";

/** Takes HR's decision about a possible duplicate: the same person and invited anyway, another person, or excluded. */
export function decideDuplicate(
  current: HireState,
  decision: DuplicateDecision,
  policy: InvitationPolicy,
): Decision<"withdrawn" | "already_invited"> {
  if (current.status === "withdrawn") return { refused: "withdrawn" };
  const audit: HireAudit = { action: `duplicate.${decision}` as const, changes: {} };
  if (decision !== "exclude") return { next: decideStatus({ ...current, duplicateDecision: decision }, policy, "automatic"), audit };
  const excluded = exclude(current);
  if ("refused" in excluded) return excluded.refused === "unchanged" ? { next: current, audit } : { refused: excluded.refused };
  return { ...excluded, audit };
}

/** Decides another hire again after HR decided about one that it looks like: that they are different people holds for both. */
export function settleDuplicate(current: HireState, decision: DuplicateDecision, policy: InvitationPolicy): HireChange {
  const settled = decision === "keep_separate" ? { ...current, duplicateDecision: decision } : current;
  return { next: decideStatus(settled, policy, "automatic") };
}

/** Decides a hire again when another one made it a possible duplicate, or made it none; otherwise nothing happens to it. */
export function followDuplicate(current: HireState, policy: InvitationPolicy): HireChange {
  const isFlagged = current.attention.includes("possible_duplicate");
  return isFlagged === isUndecided(current, policy) ? { next: current } : reevaluate(current, policy);
}
