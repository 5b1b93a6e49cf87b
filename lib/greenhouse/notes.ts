import type { NoteOutcome } from "@/lib/greenhouse/connector";
import type { HarvestHttp } from "@/lib/greenhouse/http";
import type { CandidateId } from "@/lib/platform/ids";

/**
 * Writes a note on a candidate ("Notes": POST, with the author where the token acts for a user), readable by everyone who
 * may see the candidate. Sent once: a note has no key by which Greenhouse would know it again.
 */
export async function createNote(http: HarvestHttp, candidateId: CandidateId, body: string, userId: string | null): Promise<NoteOutcome> {
  const author = userId === null ? {} : { user_id: Number(userId) };
  const response = await http.sendOnce("POST", "/notes", {
    candidate_id: candidateId,
    ...author,
    body,
    visibility: "public",
    note_type: "NOTE",
  });
  if ("broken" in response) return response.neverSent ? "not_sent" : "unknown";
  // Without a token that works nothing was written.
  if (response.status === 429 || response.status === 401) return "not_sent";
  if (response.status >= 500) return "unknown";
  return response.status < 400 ? "written" : "refused";
}
