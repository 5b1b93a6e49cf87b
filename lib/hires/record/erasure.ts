import { lockHires } from "@/lib/hires/lock";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";
import type { ApplicationId, HireId } from "@/lib/platform/ids";

/**
 * Deletes a hire with everything that is kept below it, and keeps the id of its application, so that it does not come back. Links to it
 * end. Returns the application's id, and whether Greenhouse erased the person; throws `not_found` when the organization has no such hire.
 */
export async function eraseHire(
  tx: TenantTx,
  organizationId: OrganizationId,
  id: HireId,
): Promise<{ applicationId: ApplicationId; isErasedThere: boolean }> {
  const { subjects } = await lockHires(tx, organizationId, { ids: [id] });
  const [hire] = subjects;
  if (!hire) throw notFound("new hire");
  const { applicationId, erasedThereAt } = hire.state;
  await tx.bulkActionRow.deleteMany({ where: { newHireId: id } });
  await tx.hireEvent.deleteMany({ where: { newHireId: id } });
  await tx.invitation.deleteMany({ where: { newHireId: id } });
  await tx.newHire.deleteMany({ where: { id } });
  await tx.erasedApplication.createMany({ data: [{ organizationId, applicationId }] });
  return { applicationId, isErasedThere: erasedThereAt !== null };
}
