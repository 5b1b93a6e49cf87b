import { asOrganizationId, inOrganization, type OrganizationId, type TenantTx, unsafeLookup } from "@/lib/platform/db";
import type { Member } from "@/lib/team/schema";

/** Returns the organization's users, by name. `ownId` is the user who asks. */
export async function listMembers(tx: TenantTx, ownId: string): Promise<Member[]> {
  const rows = await tx.user.findMany({
    select: { id: true, email: true, name: true, role: true, accountId: true, joinExpiresAt: true, createdAt: true },
    orderBy: [{ name: "asc" }, { email: "asc" }],
  });
  return rows.map(({ accountId, joinExpiresAt, createdAt, ...row }) => ({
    ...row,
    state: accountId === null ? "invited" : "active",
    joinExpiresAt: joinExpiresAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    isYou: row.id === ownId,
  }));
}

export interface Joiner {
  id: string;
  organizationId: OrganizationId;
  organizationName: string;
  email: string;
  joinExpiresAt: Date | null;
}

/** Returns the user that a join link belongs to, in any organization, or null. Only the holder of the link can ask. */
export async function unsafeFindJoiner(joinTokenHash: Uint8Array<ArrayBuffer>): Promise<Joiner | null> {
  const row = await unsafeLookup("join_token_hash", Buffer.from(joinTokenHash).toString("hex"), (tx) =>
    tx.user.findUnique({ where: { joinTokenHash }, select: { id: true, organizationId: true, email: true, joinExpiresAt: true } }),
  );
  if (!row) return null;
  const organizationId = asOrganizationId(row.organizationId);
  const { name } = await inOrganization(organizationId, (tx) =>
    tx.organization.findFirstOrThrow({ where: { id: organizationId }, select: { name: true } }),
  );
  return { ...row, organizationId, organizationName: name };
}

/** Returns how many people the organization has, those who have yet to join included. */
export function countMembers(tx: TenantTx): Promise<number> {
  return tx.user.count();
}
