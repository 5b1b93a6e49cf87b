import { v7 as uuidv7 } from "uuid";
import { recordAudit } from "@/lib/audit/mutations";
import { sent } from "@/lib/platform/columns";
import { type AccountId, asAccountId, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import { verifiedDomains } from "@/lib/sso/data";
import { domainOf, type SsoRefusal } from "@/lib/sso/rules";

/** A sign-in that is not let in; thrown, so that what the transaction wrote until then is undone. */
export class SsoRefused extends Error {
  readonly reason: SsoRefusal;

  constructor(reason: SsoRefusal) {
    super(`single sign-on: ${reason}`);
    this.name = "SsoRefused";
    this.reason = reason;
  }
}

/** A person as their provider names them. */
export interface Subject {
  issuer: string;
  subject: string;
}

/**
 * Returns the account that a provider has meant by this subject before, whatever it says of its email now; null where it never did. Throws
 * `SsoRefused` where the organization no longer has the domain of the person's address.
 */
export async function accountOf(tx: TenantTx, { issuer, subject }: Subject, now: Date): Promise<AccountId | null> {
  const found = await tx.ssoIdentity.findFirst({
    where: { issuer, subject },
    select: { user: { select: { accountId: true, email: true } } },
  });
  if (!found) return null;
  const { accountId, email } = found.user;
  if (accountId === null) throw new SsoRefused("not_believed");
  if (!(await verifiedDomains(tx)).includes(domainOf(email))) throw new SsoRefused("foreign_domain");
  await tx.ssoIdentity.updateMany({ where: { issuer, subject }, data: { lastUsedAt: now } });
  return asAccountId(accountId);
}

/**
 * Makes an account a member of the organization, where it is not yet, and notes by which subject the provider means it. An invitation is used
 * up; without one, the membership has the default role. Throws `SsoRefused` where the provider means another person by another subject with
 * this address, or was changed meanwhile.
 */
export async function admit(
  tx: TenantTx,
  organizationId: OrganizationId,
  person: Subject & { accountId: AccountId; email: string; name: string | null },
  now: Date,
): Promise<void> {
  const { issuer, subject, accountId, email } = person;
  await tx.$queryRaw`SELECT 1 FROM "SsoConnection" FOR SHARE`;
  const connection = await tx.ssoConnection.findFirst({ where: { issuer }, select: { defaultRole: true } });
  if (!connection) throw new SsoRefused("expired");
  if (!(await verifiedDomains(tx)).includes(domainOf(email))) throw new SsoRefused("foreign_domain");
  const name = nameOf(person);
  await tx.user.createMany({
    data: [{ id: uuidv7(), organizationId, email, name, role: connection.defaultRole }],
    skipDuplicates: true,
  });
  const joined = { accountId, joinTokenHash: null, joinExpiresAt: null };
  // The person's transaction sees their memberships elsewhere, too.
  const own = { organizationId, email };
  await tx.user.updateMany({ where: { ...own, accountId: null }, data: joined });
  const user = await tx.user.findFirstOrThrow({ where: own, select: { id: true, name: true, role: true, accountId: true } });
  if (user.accountId !== accountId) throw new SsoRefused("other_person");
  const identity = { organizationId, issuer, subject, userId: user.id, lastUsedAt: now };
  const { count } = await tx.ssoIdentity.createMany({ data: [identity], skipDuplicates: true });
  if (count === 0) throw new SsoRefused("other_person");
  await recordAudit(tx, {
    organizationId,
    actor: { id: user.id, name: user.name },
    action: "user.identity_linked",
    subject: `user:${user.id}`,
    changes: { role: [null, user.role] },
  });
}

/** A provider's name of a person, where it fits the rules of names; else their address. */
function nameOf({ name, email }: { name: string | null; email: string }): string {
  const parsed = sent.name.safeParse(name);
  return parsed.success && parsed.data !== "" ? parsed.data : email.slice(0, 100);
}
