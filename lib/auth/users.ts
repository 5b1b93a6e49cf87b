import { OPERATOR } from "@/lib/audit/actions";
import { recordAudit } from "@/lib/audit/mutations";
import { hashPassword } from "@/lib/auth/password";
import type { Role } from "@/lib/auth/permissions";
import { endAllSessions } from "@/lib/auth/sessions";
import { asOrganizationId, inOrganization, type OrganizationId, unsafeLookup } from "@/lib/platform/db";

/** Returns the user with this email in any organization, or null. For sign-in only. */
export function unsafeFindUserByEmail(email: string) {
  if (email === "") return Promise.resolve(null);
  return unsafeLookup("email", email, (tx) =>
    tx.user.findUnique({ where: { email }, select: { id: true, organizationId: true, passwordHash: true, sessionVersion: true } }),
  );
}

/** Returns all organizations, by name. For operators and clocks; no request from a browser reaches it. */
export function unsafeListOrganizations() {
  return unsafeLookup("directory", "on", (tx) => tx.organization.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" } }));
}

async function organizationByName(name: string): Promise<{ id: OrganizationId; isNew: boolean }> {
  const found = await unsafeLookup("organization_name", name, (tx) =>
    tx.organization.findUnique({ where: { name }, select: { id: true } }),
  );
  if (found) return { id: asOrganizationId(found.id), isNew: false };
  const id = asOrganizationId(crypto.randomUUID());
  await inOrganization(id, (tx) => tx.organization.create({ data: { id, name } }));
  return { id, isNew: true };
}

export interface NewUser {
  organization: string;
  email: string;
  name: string;
  role: Role;
  password: string;
}

/** Creates a user, and the organization if its name is new. Returns false when the email is taken. */
export async function createUser(user: NewUser): Promise<boolean> {
  if (await unsafeFindUserByEmail(user.email)) return false;
  const passwordHash = await hashPassword(user.password);
  const { id: organizationId } = await organizationByName(user.organization);
  await inOrganization(organizationId, async (tx) => {
    const { id } = await tx.user.create({
      data: { organizationId, email: user.email, name: user.name, role: user.role, passwordHash },
      select: { id: true },
    });
    await recordAudit(tx, {
      organizationId,
      actor: operator,
      action: "user.created",
      subject: `user:${id}`,
      changes: { role: [null, user.role] },
    });
  });
  return true;
}

const operator = { id: null, name: OPERATOR };

/** Sets a new password and ends all sessions of the user. Returns false when the user doesn't exist. */
export async function resetPassword(email: string, password: string): Promise<boolean> {
  const user = await unsafeFindUserByEmail(email);
  if (!user) return false;
  const passwordHash = await hashPassword(password);
  const organizationId = asOrganizationId(user.organizationId);
  await inOrganization(organizationId, async (tx) => {
    await tx.user.update({
      where: { organizationId_id: { organizationId, id: user.id } },
      data: { passwordHash, sessionVersion: { increment: 1 } },
      select: { id: true },
    });
    await endAllSessions(tx, user.id);
    await recordAudit(tx, { organizationId, actor: operator, action: "user.password_reset", subject: `user:${user.id}`, changes: {} });
  });
  return true;
}

/** Returns the users of one organization, by email. */
export function listUsers(organizationId: OrganizationId) {
  return inOrganization(organizationId, (tx) =>
    tx.user.findMany({ select: { email: true, name: true, role: true, createdAt: true, passwordHash: true }, orderBy: { email: "asc" } }),
  );
}
