import { recordAudit } from "@/lib/audit/mutations";
import { fullName } from "@/lib/hires/words";
import { deliverWaiting } from "@/lib/invitations/mutations";
import type { HeldMail } from "@/lib/invitations/schema";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";

const SHOWN = 100;

/** Returns the invitations that would be sent if the organization's email were let go. */
export async function heldMail(tx: TenantTx): Promise<HeldMail> {
  const { mailHeldSince } = await tx.organization.findFirstOrThrow({ select: { mailHeldSince: true } });
  if (!mailHeldSince) return { since: null, total: 0, items: [] };
  const where = { status: "queued" } as const;
  const rows = await tx.invitation.findMany({
    where,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: SHOWN,
    include: { newHire: { select: { firstName: true, lastName: true, preferredName: true } } },
  });
  return {
    since: mailHeldSince.toISOString(),
    total: await tx.invitation.count({ where }),
    items: rows.map(({ newHire, newHireId, sentTo, trigger, createdAt }) => ({
      newHireId,
      name: fullName(newHire),
      sentTo,
      trigger,
      createdAt: createdAt.toISOString(),
    })),
  };
}

/** Lets the organization's email go: what waits is due now. Returns how many invitations wait; 0 when nothing is held. */
export async function releaseMail(
  tx: TenantTx,
  organizationId: OrganizationId,
  actor: { id: string | null; name: string },
): Promise<number> {
  const { count } = await tx.organization.updateMany({ where: { mailHeldSince: { not: null } }, data: { mailHeldSince: null } });
  if (count === 0) return 0;
  const waiting = await deliverWaiting(tx, organizationId, "all");
  await recordAudit(tx, { organizationId, actor, action: "mail.released", subject: "mail", changes: { waiting: [null, waiting] } });
  return waiting;
}
