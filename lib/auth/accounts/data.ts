import type { Role } from "@/lib/auth/permissions";
import { type AccountId, type AccountTx, asAccountId, asOrganizationId, type OrganizationId, unsafeLookup } from "@/lib/platform/db";

/** Returns an email address as accounts are found by it. */
export function accountEmail(typed: string): string {
  return typed.trim().toLowerCase();
}

/** What a sign-in needs of an account. */
export interface AccountRow {
  id: AccountId;
  passwordHash: string | null;
  version: number;
}

/** Returns the account with this email, or null. Only for whoever typed the address to prove that it is theirs. */
export async function unsafeFindAccount(email: string): Promise<AccountRow | null> {
  if (email === "") return null;
  const row = await unsafeLookup("email", email, (tx) =>
    tx.account.findUnique({ where: { email }, select: { id: true, passwordHash: true, version: true } }),
  );
  return row ? { ...row, id: asAccountId(row.id) } : null;
}

/** Returns the account that a link to choose a new password belongs to, or null. Only the holder of the link can ask. */
export async function unsafeFindReset(
  resetTokenHash: Uint8Array<ArrayBuffer>,
): Promise<{ id: AccountId; email: string; resetExpiresAt: Date } | null> {
  const row = await unsafeLookup("reset_token_hash", Buffer.from(resetTokenHash).toString("hex"), (tx) =>
    tx.account.findUnique({ where: { resetTokenHash }, select: { id: true, email: true, resetExpiresAt: true } }),
  );
  return row?.resetExpiresAt ? { id: asAccountId(row.id), email: row.email, resetExpiresAt: row.resetExpiresAt } : null;
}

/** A person in one of their organizations. */
export interface Membership {
  userId: string;
  organizationId: OrganizationId;
  organizationName: string;
  name: string;
  role: Role;
}

/** Returns where the person is a member, the organization they entered last first. */
export async function membershipsOf(tx: AccountTx, accountId: AccountId): Promise<Membership[]> {
  const rows = await tx.user.findMany({
    where: { accountId },
    select: { id: true, organizationId: true, name: true, role: true, organization: { select: { name: true } } },
    orderBy: [{ lastEnteredAt: { sort: "desc", nulls: "last" } }, { createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, organizationId, organization, ...row }) => ({
    ...row,
    userId: id,
    organizationId: asOrganizationId(organizationId),
    organizationName: organization.name,
  }));
}
