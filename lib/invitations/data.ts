import type { Invitation } from "@/lib/invitations/schema";
import { asOrganizationId, type OrganizationId, type TenantTx, unsafeLookup } from "@/lib/platform/db";
import type { Prisma } from "@/prisma/generated/client";

export const invitationColumns = {
  id: true,
  status: true,
  trigger: true,
  sentTo: true,
  sentAt: true,
  acceptedAt: true,
  expiresAt: true,
  attempts: true,
  lastError: true,
  createdAt: true,
} as const satisfies Prisma.InvitationSelect;

export type InvitationRow = Prisma.InvitationGetPayload<{ select: typeof invitationColumns }>;

/** An invitation as the API shows it. */
export function toInvitation(row: InvitationRow): Invitation {
  return {
    ...row,
    sentAt: row.sentAt?.toISOString() ?? null,
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  };
}

/** A hire's invitations, newest first. */
export function invitationsOf(tx: TenantTx, newHireId: string): Promise<InvitationRow[]> {
  return tx.invitation.findMany({ where: { newHireId }, select: invitationColumns, orderBy: [{ createdAt: "desc" }, { id: "desc" }] });
}

/** Which of these hires ever had an invitation. */
export async function invitedBefore(tx: TenantTx, newHireIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.invitation.findMany({
    where: { newHireId: { in: [...newHireIds] } },
    select: { newHireId: true },
    distinct: ["newHireId"],
  });
  return new Set(rows.map((row) => row.newHireId));
}

/** Whose link a token is, across organizations: only the token's holder can ask for it. Null for an unknown token. */
export async function unsafeFindByToken(
  tokenHash: Uint8Array<ArrayBuffer>,
): Promise<{ organizationId: OrganizationId; invitationId: string; newHireId: string } | null> {
  const row = await unsafeLookup("token_hash", Buffer.from(tokenHash).toString("hex"), (tx) =>
    tx.invitation.findUnique({ where: { tokenHash }, select: { id: true, organizationId: true, newHireId: true } }),
  );
  return row ? { organizationId: asOrganizationId(row.organizationId), invitationId: row.id, newHireId: row.newHireId } : null;
}
