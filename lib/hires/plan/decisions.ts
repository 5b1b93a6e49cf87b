import { type Decision, type HireAudit, planText } from "@/lib/hires/change";
import { isUndecided } from "@/lib/hires/decisions";
import { decideStatus, type HireState, type InvitationPolicy, isInvitedAgain } from "@/lib/hires/status";

/** Decides when one hire's invitation is sent, before it was. Refused while it is open whether they are a duplicate. */
export function plan(
  current: HireState,
  planned: HireState["plan"],
  policy: InvitationPolicy,
): Decision<"already_invited" | "duplicate_undecided"> {
  const refused = planRefusal(current, { invitedBefore: policy.invitedBefore, isUndecided: isUndecided(current, policy) });
  if (refused) return { refused };
  const audit: HireAudit = { action: "invitation.planned", changes: { plan: [planText(current.plan), planText(planned)] } };
  return { next: decideStatus({ ...current, plan: planned }, policy, "hr"), audit };
}

/** What beside the hire itself decides whether its invitation can be planned. */
export interface PlanFacts {
  /** Whether an invitation was made for it. */
  invitedBefore: boolean;
  /** Whether HR has not decided yet about a possible duplicate. */
  isUndecided: boolean;
}

/** Returns why it can't be decided when a hire's invitation is sent; null when it can. */
export function planRefusal(
  current: Pick<HireState, "status" | "statusBefore">,
  { invitedBefore, isUndecided }: PlanFacts,
): "already_invited" | "duplicate_undecided" | null {
  const isInvited = invitedBefore && !isInvitedAgain(current);
  if (isInvited || (current.status !== "pending" && current.status !== "on_hold")) return "already_invited";
  return isUndecided ? "duplicate_undecided" : null;
}
