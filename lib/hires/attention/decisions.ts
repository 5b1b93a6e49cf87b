import type { SeenCode } from "@/lib/hires/attention/schema";
import type { HireChange } from "@/lib/hires/change";
import type { AttentionCode } from "@/lib/hires/codes";
import type { HireState } from "@/lib/hires/status";

/** The invitation could not be delivered: the record needs HR's attention. */
export function failInvitation(current: HireState): HireChange {
  return { next: withAttention(current, "invitation_failed") };
}

/** The new hire wrote that something is not right: the record needs HR's attention until they have read it. */
export function note(current: HireState, { text, invitationId }: { text: string; invitationId: string }): HireChange {
  return { next: withAttention(current, "note_from_new_hire"), event: { kind: "note", detail: text, invitationId } };
}

function withAttention(current: HireState, code: AttentionCode): HireState {
  return current.attention.includes(code) ? current : { ...current, attention: [...current.attention, code] };
}

/** HR has read what a record drew attention to, and keeps a person whom Greenhouse erased; nothing happens where it does not. */
export function markSeen(current: HireState, code: SeenCode): HireChange {
  if (!current.attention.includes(code)) return { next: current };
  const attention = current.attention.filter((one) => one !== code);
  const kept = code === "anonymized_in_greenhouse" ? { eraseAt: null } : {};
  return { next: { ...current, ...kept, attention }, audit: { action: "new_hire.seen", changes: { attention: [code, null] } } };
}
