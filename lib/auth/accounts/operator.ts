import { OPERATOR } from "@/lib/audit/actions";
import { recordAudit } from "@/lib/audit/mutations";
import { unsafeFindAccount } from "@/lib/auth/accounts/data";
import { createAccount, setPassword } from "@/lib/auth/accounts/mutations";
import { hashPassword, verifyPassword } from "@/lib/auth/password";
import type { Role } from "@/lib/auth/permissions";
import {
  asAccountId,
  asOrganizationId,
  inAccount,
  inOrganization,
  type OrganizationId,
  unsafeLookup,
  withOrganization,
} from "@/lib/platform/db";

/** Returns all organizations, by name. For operators and clocks; no request from a browser reaches it. */
export function unsafeListOrganizations() {
  return unsafeLookup("directory", "on", (tx) => tx.organization.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" } }));
}

async function organizationByName(name: string): Promise<OrganizationId> {
  const found = await unsafeLookup("organization_name", name, (tx) =>
    tx.organization.findUnique({ where: { name }, select: { id: true } }),
  );
  if (found) return asOrganizationId(found.id);
  const id = asOrganizationId(crypto.randomUUID());
  await inOrganization(id, (tx) => tx.organization.create({ data: { id, name } }));
  return id;
}

export interface NewUser {
  organization: string;
  email: string;
  name: string;
  role: Role;
  password: string;
}

const operator = { id: null, name: OPERATOR };

/**
 * Makes a person a member of an organization, which is created if its name is new, and their account if they have none. Returns `member`
 * when they were one already, and `password` when they have an account with another password, which stays.
 */
export async function createUser(user: NewUser): Promise<"created" | "member" | "password"> {
  const { email, name, role, password } = user;
  const account = await unsafeFindAccount(email);
  if (account && !(await verifyPassword(account.passwordHash, password))) return "password";
  const accountId = account?.id ?? asAccountId(crypto.randomUUID());
  const passwordHash = account ? account.passwordHash : await hashPassword(password);
  const organizationId = await organizationByName(user.organization);
  return inAccount(accountId, async (account) => {
    const tx = await withOrganization(account, organizationId);
    await createAccount(tx, { id: accountId, email, passwordHash });
    const { id } = await tx.user.upsert({
      where: { organizationId_email: { organizationId, email } },
      create: { organizationId, email, name, role },
      update: {},
      select: { id: true },
    });
    const { count } = await tx.user.updateMany({
      where: { id, accountId: null },
      data: { accountId, name, role, joinTokenHash: null, joinExpiresAt: null },
    });
    if (count === 0) return "member";
    await recordAudit(tx, {
      organizationId,
      actor: operator,
      action: "user.created",
      subject: `user:${id}`,
      changes: { role: [null, role] },
    });
    return "created";
  });
}

/** Sets a new password and ends all sessions of the person. Returns false when there is no such account. */
export async function resetPassword(email: string, password: string): Promise<boolean> {
  const account = await unsafeFindAccount(email);
  if (!account) return false;
  const passwordHash = await hashPassword(password);
  await inAccount(account.id, (tx) => setPassword(tx, account.id, passwordHash, { actor: operator }));
  return true;
}

/** Returns the users of one organization, by email. */
export function listUsers(organizationId: OrganizationId) {
  return inOrganization(organizationId, (tx) =>
    tx.user.findMany({ select: { email: true, name: true, role: true, accountId: true }, orderBy: { email: "asc" } }),
  );
}
