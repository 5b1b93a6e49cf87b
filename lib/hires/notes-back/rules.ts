import { isByHand } from "@/lib/hires/by-hand/rules";
import type { HireState } from "@/lib/hires/status";

/** What is noted on a candidate in Greenhouse, once each. */
export type NoteKind = "invited" | "started";

/** Returns what is to be noted in Greenhouse because of a change; nothing about a hire that it does not know. */
export function notesDue(
  current: HireState | null,
  { next, invitations }: { next: HireState; invitations?: string | undefined },
): NoteKind[] {
  if (isByHand(next)) return [];
  const isNew = current === null || current.status !== next.status || isByHand(current);
  if (next.status === "started") {
    if (!isNew) return [];
    // Of who was by hand until now, Greenhouse was not told of the invitation either.
    return current !== null && isByHand(current) ? ["invited", "started"] : ["started"];
  }
  return next.status === "invited" && (isNew || invitations === "resend") ? ["invited"] : [];
}
