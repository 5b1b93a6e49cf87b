import { isByHand } from "@/lib/hires/by-hand/rules";
import type { Decision, DecisionContext, HireChange } from "@/lib/hires/change";
import type { AttentionCode } from "@/lib/hires/codes";
import { decideStatus, type HireState, isInvitedAgain, unread } from "@/lib/hires/status";
import type { SuspensionDecision } from "@/lib/hires/suspension/schema";
import { daysLater, secondsLater } from "@/lib/platform/calendar";

/** What a hire has of a suspension that is over, or never was. */
export const notSuspended = { suspendedAt: null, suspendedUntil: null, keptByHr: false } as const;

/**
 * Returns what becomes of a hire whom Greenhouse does not call hired, or no longer. Greenhouse has its customers unhire, correct the offer and
 * hire again, so the hire is suspended first: it keeps its status and its link, nothing is sent, and its return is waited for as long as the
 * organization decided. Only then it is withdrawn. Nothing happens to one that HR goes on with, nor to one that is withdrawn.
 */
export function lose(current: HireState, context: DecisionContext): HireChange {
  if (current.status === "withdrawn" || current.keptByHr) return { next: current };
  if (current.suspendedAt) return giveUp(current, context.now);
  const { graceHours } = context.greenhouse;
  if (graceHours === 0) return withdraw(current);
  const suspended = { ...current, suspendedAt: context.now, suspendedUntil: secondsLater(context.now, graceHours * 3600) };
  return { next: decideStatus(suspended, context, "automatic"), event: { kind: "suspended", detail: null } };
}

/** What a hire has whom Greenhouse did not erase. */
export const notErasedThere = { erasedThereAt: null, eraseAt: null } as const;

/**
 * Returns what becomes of a hire whose person Greenhouse anonymized or deleted, the first time that it says so: what is stored stays,
 * nothing more is sent automatically, and the person is erased here when the organization decided, or HR is asked.
 */
export function noteErasedThere(current: HireState, { greenhouse: { erase }, now }: DecisionContext): HireChange {
  if (current.erasedThereAt) return { next: current };
  const eraseAt = erase.mode === "ask" ? null : erase.mode === "at_once" ? now : daysLater(now, erase.days);
  const attention: AttentionCode[] = [...current.attention, "anonymized_in_greenhouse"];
  return { next: { ...current, attention, erasedThereAt: now, eraseAt }, event: { kind: "erased_there", detail: null } };
}

/** Withdraws a suspended hire whose return is no longer waited for; nothing happens to any other. */
export function giveUp(current: HireState, now: Date): HireChange {
  return current.suspendedUntil && current.suspendedUntil <= now ? withdraw(current) : { next: current };
}

/** Takes a hire out of onboarding: its links end, and what it was is kept for a return. A former release may have withdrawn it already. */
function withdraw(current: HireState): HireChange {
  return {
    next: {
      ...current,
      ...notSuspended,
      status: "withdrawn",
      statusBefore: current.statusBefore ?? current.status,
      attention: unread(current.attention),
      sendOn: null,
    },
    invitations: "revoke",
  };
}

/** Ends a suspension because a person said so: HR goes on with the hire whatever Greenhouse says, or the hire is withdrawn now. */
export function endSuspension(current: HireState, decision: SuspensionDecision, context: DecisionContext): Decision<"not_suspended"> {
  // Of a hire by hand Greenhouse says nothing, so HR says both.
  if (isByHand(current)) return endByHand(current, decision, context);
  if (!current.suspendedAt) return { refused: "not_suspended" };
  if (decision === "withdraw") return { ...withdraw(current), audit: { action: "new_hire.withdrawn", changes: {} } };
  const kept = { ...current, ...notSuspended, keptByHr: true };
  return { next: decideStatus(kept, context, "hr"), audit: { action: "new_hire.kept", changes: {} } };
}

/** Takes a hire by hand out of onboarding, or back to where it was, with its link. */
function endByHand(current: HireState, decision: SuspensionDecision, context: DecisionContext): Decision<"not_suspended"> {
  const isOut = current.status === "withdrawn";
  if (isOut === (decision === "withdraw")) return { refused: "not_suspended" };
  if (decision === "withdraw") return { ...withdraw(current), audit: { action: "new_hire.withdrawn", changes: {} } };
  const resumed = { ...context, greenhouse: { ...context.greenhouse, rehire: "resume" as const } };
  const { event: _, ...back } = returnToOnboarding(current, resumed);
  return { ...back, audit: { action: "new_hire.kept", changes: {} } };
}

/**
 * Returns what a withdrawn hire becomes who is hired again: what it was, with the same link where that one still works, or someone who gets a
 * new invitation as soon as nothing holds it, as the organization decided. Who was never invited is decided like someone new, and one who was
 * withdrawn before that was kept waits for HR.
 */
export function returnToOnboarding(heard: HireState, context: DecisionContext): HireChange {
  const { statusBefore } = heard;
  if (statusBefore === null || !isInvitedAgain(heard))
    return { next: decideStatus({ ...heard, statusBefore: null }, context, "automatic") };
  if (context.greenhouse.rehire === "invite_again") return { next: decideStatus(heard, context, "automatic") };
  const attention =
    statusBefore === "invited" && hasBounced(context) ? [...heard.attention, "invitation_failed" as const] : heard.attention;
  const next = decideStatus({ ...heard, attention, status: statusBefore, statusBefore: null }, context, "automatic");
  return { next, ...(statusBefore === "invited" ? { invitations: "reopen" } : {}), event: { kind: "resumed", detail: null } };
}

/** Whether the newest invitation came back, perhaps while its link did not work. */
function hasBounced({ invitations }: DecisionContext): boolean {
  const [newest] = invitations.toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
  return newest?.hasFailed === true;
}
