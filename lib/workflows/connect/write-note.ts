import { findGreenhouse } from "@/lib/connections/data";
import { findNewHire } from "@/lib/hires/data";
import { claimNote, returnNote } from "@/lib/hires/notes-back/mutations";
import type { NoteKind } from "@/lib/hires/notes-back/rules";
import * as m from "@/lib/messages/generated/server/notes-back";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { asCandidateId, type HireId } from "@/lib/platform/ids";
import { logger } from "@/lib/platform/logger";
import { readSetting } from "@/lib/settings/data";
import { openConnector } from "@/lib/workflows/connect/greenhouse-connection";

/** The email is not sent yet, or Greenhouse surely did not take the note: the queue tries again. */
class NotYet extends Error {}

/**
 * Writes on a candidate in Greenhouse that they were invited, or have started: once each, where the organization wants it. A note whose
 * answer was lost may be there, so it is not written again; one that Greenhouse refuses is given up.
 */
export async function writeNote(organizationId: OrganizationId, newHireId: HireId, kind: NoteKind): Promise<void> {
  const due = await inOrganization(organizationId, async (tx, now) => {
    if (!(await readSetting(tx, "greenhouse")).value.notesBack) return null;
    const integration = await findGreenhouse(tx);
    const hire = await findNewHire(tx, newHireId);
    if (!integration?.credentialSealed || integration.status === "paused" || !hire?.greenhouse) return null;
    const sent = hire.invitations.some(({ sentAt }) => sentAt !== null);
    if (kind === "invited" && !sent) {
      if (hire.status === "invited" && hire.invitations.some(({ status }) => status === "queued")) throw new NotYet();
      return null;
    }
    const isClaimed = await claimNote(tx, { organizationId, newHireId, kind, detail: m.note({ kind }), now });
    return isClaimed ? { integration, candidateId: asCandidateId(hire.greenhouse.candidateId) } : null;
  });
  if (!due) return;
  const connector = openConnector(due.integration);
  try {
    const outcome = (await connector.writeNote?.(due.candidateId, m.note({ kind }))) ?? "refused";
    if (outcome === "not_sent" || outcome === "refused") await inOrganization(organizationId, (tx) => returnNote(tx, newHireId, kind));
    if (outcome === "not_sent") throw new NotYet();
    if (outcome !== "written") logger().warn({ outcome, kind }, "a note was not confirmed by Greenhouse");
  } finally {
    await connector.close();
  }
}
