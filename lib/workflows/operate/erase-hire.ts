import { eraseAuditChanges } from "@/lib/audit/chain";
import { recordAudit } from "@/lib/audit/mutations";
import type { Author } from "@/lib/auth/actor";
import { idsOfPerson } from "@/lib/hires/by-hand/data";
import { eraseHire } from "@/lib/hires/record/erasure";
import { forgetApplication } from "@/lib/offers/mutations";
import type { TenantTx } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";
import { forgetPreviews } from "@/lib/sync-runs/mutations";

/** Who erases a person: a user, or with `userId` null the portal by the clock. */
export type Eraser = Omit<Author, "userId"> & { userId: string | null };

/**
 * Erases a person from everything that the portal keeps, and keeps them from being imported again. What stays: that the hire was
 * erased, by whom and when, and the audit log without what was changed. Throws `not_found`.
 */
export async function erasePerson(tx: TenantTx, { organizationId, userId, name }: Eraser, id: HireId): Promise<void> {
  const { applicationId, isErasedThere } = await eraseHire(tx, organizationId, id);
  // Under its lock: records that were joined into it are the same person.
  await forgetApplication(tx, applicationId);
  // A preview has names of people, whoever they are.
  await forgetPreviews(tx);
  for (const one of await idsOfPerson(tx, id)) await eraseAuditChanges(tx, `new_hire:${one}`);
  await recordAudit(tx, {
    organizationId,
    actor: { id: userId, name },
    action: "new_hire.erased",
    subject: `new_hire:${id}`,
    changes: isErasedThere ? { reason: "erased_in_greenhouse" } : {},
  });
}
