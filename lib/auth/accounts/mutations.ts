import type { AuditAction, auditActions } from "@/lib/audit/actions";
import { recordAudit } from "@/lib/audit/mutations";
import { type Membership, membershipsOf } from "@/lib/auth/accounts/data";
import { type AccountId, type AccountTx, type TenantTx, withOrganization } from "@/lib/platform/db";

/** What is written to the audit log about a person in one of their organizations. */
type Entry = (tx: TenantTx, membership: Membership) => Promise<void>;

/** Writes to the audit log of each organization that the person is a member of. */
export async function auditEverywhere(tx: AccountTx, accountId: AccountId, entry: Entry): Promise<void> {
  for (const membership of await membershipsOf(tx, accountId)) {
    await entry(await withOrganization(tx, membership.organizationId), membership);
  }
}

/** What the audit log records of a person without any value. */
export type OwnAction = {
  [Name in AuditAction]: (typeof auditActions)[Name] extends { subject: "user"; fields: readonly [] } ? Name : never;
}[AuditAction];

/** Returns what writes such an entry to the audit log of one of the person's organizations: by themselves, or by someone else. */
export function recordOwn(action: OwnAction, other?: { id: null; name: string }) {
  return (tx: TenantTx, { organizationId, userId, name }: Pick<Membership, "organizationId" | "userId" | "name">): Promise<void> =>
    recordAudit<OwnAction>(tx, { organizationId, actor: other ?? { id: userId, name }, action, subject: `user:${userId}`, changes: {} });
}

/** Creates the account of a person who showed that the mailbox is theirs. Returns false when the address has one already. */
export async function createAccount(
  tx: AccountTx,
  account: { id: AccountId; email: string; passwordHash: string | null },
): Promise<boolean> {
  // DO NOTHING, because a failed insert would abort the transaction.
  return (await tx.account.createMany({ data: [account], skipDuplicates: true })).count === 1;
}

/** Who sets a password: the person, in a session that goes on or by an emailed link, or the operator. */
type SetBy = { actor: "person"; keepSessionId?: string } | { actor: { id: null; name: string } };

/**
 * Sets a person's password. Their sessions end, but the one that asks; so does the link for choosing a password, and their browsers are asked
 * for the second factor again.
 */
export async function setPassword(tx: AccountTx, accountId: AccountId, passwordHash: string, by: SetBy): Promise<void> {
  await tx.account.update({
    where: { id: accountId },
    data: { passwordHash, version: { increment: 1 }, resetTokenHash: null, resetExpiresAt: null },
    select: { id: true },
  });
  const kept = by.actor === "person" ? by.keepSessionId : undefined;
  await tx.session.deleteMany({ where: { accountId, ...(kept === undefined ? {} : { id: { not: kept } }) } });
  await tx.rememberedDevice.deleteMany({ where: { accountId } });
  const action = kept === undefined ? "user.password_reset" : "user.password_changed";
  await auditEverywhere(tx, accountId, recordOwn(action, by.actor === "person" ? undefined : by.actor));
}
