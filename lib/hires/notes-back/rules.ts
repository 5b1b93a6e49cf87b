import { isByHand } from "@/lib/hires/by-hand/rules";
import type { HireState } from "@/lib/hires/status";

/** What is noted on a candidate in Greenhouse, once each. */
const noteKinds = ["invited", "started"] as const;
export type NoteKind = (typeof noteKinds)[number];

/** Returns what is to be noted in Greenhouse because of a change; nothing about a hire that it does not know. */
export function notesDue(
  current: HireState | null,
  { next, invitations }: { next: HireState; invitations?: string | undefined },
): NoteKind[] {
  if (isByHand(next)) return [];
  const isNew = current === null || current.status !== next.status || isByHand(current);
  if (next.status === "started")
    return isNew ? noteKinds.filter((kind) => kind === "started" || (current !== null && isByHand(current))) : [];
  return next.status === "invited" && (isNew || invitations === "resend") ? ["invited"] : [];
}
