import { findGreenhouse } from "@/lib/connections/data";
import type { GreenhouseConnector } from "@/lib/greenhouse/connector";
import { findNewHire } from "@/lib/hires/data";
import { lockHires } from "@/lib/hires/lock";
import { claimNote, returnNote, waitForEmail } from "@/lib/hires/notes-back/mutations";
import type { NoteKind } from "@/lib/hires/notes-back/rules";
import * as m from "@/lib/messages/generated/server/notes-back";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { asCandidateId, type HireId } from "@/lib/platform/ids";
import { logger } from "@/lib/platform/logger";
import { readSetting } from "@/lib/settings/data";
import { openConnector } from "@/lib/workflows/connect/greenhouse-connection";

/** Greenhouse surely did not take the note: the queue tries again. */
class NotTaken extends Error {}

/**
 * Writes on a candidate in Greenhouse that they were invited, or have started: once each, where the organization wants it. A note whose
 * answer was lost may be there, so it is not written again; one that Greenhouse refuses is given up; one that was not sent is tried again.
 */
export async function writeNote(organizationId: OrganizationId, newHireId: HireId, kind: NoteKind): Promise<void> {
  const due = await inOrganization(organizationId, async (tx, now) => {
    if (!(await readSetting(tx, "greenhouse")).value.notesBack) return null;
    // Erasing or joining the hire comes before or after this.
    await lockHires(tx, organizationId, { ids: [newHireId] });
    const integration = await findGreenhouse(tx);
    const hire = await findNewHire(tx, newHireId);
    if (!integration?.credentialSealed || integration.status === "paused" || !hire?.greenhouse) return null;
    if (kind === "invited" && !hire.invitations.some(({ sentAt }) => sentAt !== null)) {
      const waiting = hire.invitations.find(({ status }) => status === "queued");
      if (waiting) await waitForEmail(tx, { organizationId, newHireId, kind }, { since: new Date(waiting.createdAt), now });
      return null;
    }
    const isClaimed = await claimNote(tx, { organizationId, newHireId, kind, detail: m.note({ kind }), now });
    return isClaimed ? { integration, candidateId: asCandidateId(hire.greenhouse.candidateId) } : null;
  });
  if (!due) return;
  let connector: GreenhouseConnector | undefined;
  try {
    connector = openConnector(due.integration);
    const outcome = (await connector.writeNote?.(due.candidateId, m.note({ kind }))) ?? "refused";
    if (outcome === "not_sent") throw new NotTaken();
    if (outcome === "refused") await inOrganization(organizationId, (tx) => returnNote(tx, newHireId, kind));
    if (outcome !== "written") logger().warn({ outcome, kind }, "a note was not confirmed by Greenhouse");
  } catch (error) {
    // Without a token, or a credential that opens, nothing was sent.
    await inOrganization(organizationId, (tx) => returnNote(tx, newHireId, kind));
    throw error;
  } finally {
    await connector?.close();
  }
}
