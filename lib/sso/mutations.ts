import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { recordAudit } from "@/lib/audit/mutations";
import { endRefusedSessions } from "@/lib/auth/accounts/sso-only";
import type { Actor } from "@/lib/auth/actor";
import type { Role } from "@/lib/auth/permissions";
import * as m from "@/lib/messages/generated/server/sso";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { type AppError, notFound, refusedField } from "@/lib/platform/errors";
import { hasProved, readConnection, sealClientSecret } from "@/lib/sso/data";

const MOST_DOMAINS = 20;
const SUBJECT = "setting:single_sign_on";

/** Who changes single sign-on: an admin, or the operator. */
type Author = { id: string | null; name: string };

function author({ userId, name }: Actor): Author {
  return { id: userId, name };
}

/** Returns the refusal of one field of an organization's single sign-on, of which then nothing is saved. */
export function refusedSetting(name: string, reason: string): AppError {
  return refusedField(name, reason, m.refusedTitle());
}

/** What an admin decides of single sign-on. */
export interface SsoValues {
  issuer: string;
  clientId: string;
  clientSecret: string;
  defaultRole: Role;
  enforced: boolean;
  /** Admins who have joined and have a password, by the id of the user. */
  breakGlass: readonly string[];
}

/**
 * Stores what an admin decided. Only a provider with which they signed in themselves is demanded of everyone, and only beside an admin who
 * needs none: sessions that are not admitted any more end. Throws `invalid_fields`.
 */
export async function saveConnection(tx: TenantTx, actor: Actor, values: SsoValues, now: Date): Promise<void> {
  const { organizationId } = actor;
  const { issuer, clientId, clientSecret, defaultRole, enforced } = values;
  // Whoever signs in, or becomes an admin no longer, waits for what is decided here.
  await tx.$queryRaw`SELECT 1 FROM "SsoConnection" FOR UPDATE`;
  const before = await readConnection(tx, organizationId);
  const role = await tx.ssoConnection.findFirst({ select: { defaultRole: true } });
  const isOther = before?.issuer !== issuer || before.clientId !== clientId;
  const isConfigured = isOther || before.clientSecret !== clientSecret;
  if (enforced && (isOther || !before?.enforced) && (isOther || !(await hasProved(tx, actor.userId)))) {
    throw refusedSetting("enforced", m.proveFirst());
  }
  await saveBreakGlass(tx, actor, values.breakGlass);
  if (enforced && (await tx.user.count({ where: { breakGlass: true, role: "admin", accountId: { not: null } } })) === 0) {
    throw refusedSetting("breakGlass", m.needsBreakGlass());
  }
  const data = { issuer, clientId, defaultRole, enforced, updatedBy: actor.name, ...(isConfigured ? { configuredAt: now } : {}) };
  const sealed = isConfigured ? { clientSecretSealed: sealClientSecret(clientSecret, organizationId) } : {};
  if (before) await tx.ssoConnection.updateMany({ data: { ...data, ...sealed } });
  else {
    const clientSecretSealed = sealClientSecret(clientSecret, organizationId);
    await tx.ssoConnection.create({ data: { ...data, organizationId, clientSecretSealed, configuredAt: now } });
  }
  if (before && before.issuer !== issuer) await endSsoSessions(tx, actor.sessionId);
  if (enforced) await endRefusedSessions(tx);
  await recordAudit(tx, {
    organizationId,
    actor: author(actor),
    action: "sso.saved",
    subject: SUBJECT,
    changes: {
      ...(before?.issuer === issuer ? {} : { issuer: [before?.issuer ?? null, issuer] }),
      ...(before?.clientId === clientId ? {} : { clientId: [before?.clientId ?? null, clientId] }),
      ...(before?.clientSecret === clientSecret ? {} : { clientSecret: [before ? "…" : null, "…"] }),
      ...(role?.defaultRole === defaultRole ? {} : { defaultRole: [role?.defaultRole ?? null, defaultRole] }),
      ...(before?.enforced === enforced ? {} : { enforced: [before?.enforced ?? null, enforced] }),
    },
  });
}

/** Makes exactly these admins the ones who may sign in with a password. Throws `invalid_fields` for any other user. */
async function saveBreakGlass(tx: TenantTx, actor: Actor, ids: readonly string[]): Promise<void> {
  const { organizationId } = actor;
  const chosen = new Set(ids);
  const admins = await tx.$queryRaw<{ id: string; breakGlass: boolean }[]>`
    SELECT "id", "breakGlass" FROM "User" WHERE "organizationId" = (SELECT current_organization()) AND "role" = 'admin' AND "accountId" IS NOT NULL
    ORDER BY "id" FOR UPDATE`;
  if (ids.some((id) => !admins.some((admin) => admin.id === id))) throw refusedSetting("breakGlass", m.needsBreakGlass());
  for (const { id, breakGlass } of admins) {
    if (breakGlass === chosen.has(id)) continue;
    await tx.user.updateMany({ where: { id }, data: { breakGlass: !breakGlass } });
    const action = breakGlass ? "user.break_glass_taken" : "user.break_glass_given";
    await recordAudit(tx, { organizationId, actor: author(actor), action, subject: `user:${id}`, changes: {} });
  }
}

/** Ends the sessions that a provider began, but one. */
async function endSsoSessions(tx: TenantTx, exceptId: string | null): Promise<void> {
  await tx.session.deleteMany({ where: { method: "sso", ...(exceptId === null ? {} : { id: { not: exceptId } }) } });
}

/** Forgets the provider, its secret, and whom it meant by its subjects. Its sessions end, but the one that asks. Does nothing where there is none. */
export async function removeConnection(tx: TenantTx, actor: Actor): Promise<void> {
  const { organizationId } = actor;
  const before = await tx.ssoConnection.findFirst({ select: { issuer: true, enforced: true } });
  if (!before) return;
  await tx.ssoConnection.deleteMany();
  await tx.ssoIdentity.deleteMany();
  await tx.ssoLogin.deleteMany();
  await endSsoSessions(tx, actor.sessionId);
  const changes = { issuer: [before.issuer, null], enforced: [before.enforced, null] };
  await recordAudit(tx, { organizationId, actor: author(actor), action: "sso.removed", subject: SUBJECT, changes });
}

/** Lets passwords open the organization again. Returns false where they did. */
export async function stopEnforcing(tx: TenantTx, organizationId: OrganizationId, by: Author): Promise<boolean> {
  const { count } = await tx.ssoConnection.updateMany({ where: { enforced: true }, data: { enforced: false, updatedBy: by.name } });
  if (count === 0) return false;
  await recordAudit(tx, { organizationId, actor: by, action: "sso.saved", subject: SUBJECT, changes: { enforced: [true, false] } });
  return true;
}

/** Adds a domain, which counts once it is verified. Throws `invalid_fields`. */
export async function addDomain(tx: TenantTx, actor: Actor, domain: string): Promise<void> {
  const { organizationId } = actor;
  if ((await tx.ssoDomain.count()) >= MOST_DOMAINS) throw refusedSetting("domain", m.tooManyDomains({ max: MOST_DOMAINS }));
  const token = randomBytes(24).toString("base64url");
  const row = { id: uuidv7(), organizationId, domain, token };
  const { count } = await tx.ssoDomain.createMany({ data: [row], skipDuplicates: true });
  if (count === 0) throw refusedSetting("domain", m.domainThere());
  await recordAudit(tx, {
    organizationId,
    actor: author(actor),
    action: "sso.domain_added",
    subject: SUBJECT,
    changes: { domain: [null, domain] },
  });
}

/** Notes that a domain's record was found. Fails in the database (P2002) where another organization has verified the domain. */
export async function markVerified(tx: TenantTx, actor: Actor, id: string, now: Date): Promise<void> {
  const { organizationId } = actor;
  const found = await tx.ssoDomain.findFirst({ where: { id } });
  if (!found) throw notFound("domain");
  if (found.verifiedAt) return;
  const { domain } = found;
  const { count } = await tx.ssoDomain.updateMany({ where: { id, verifiedAt: null }, data: { verifiedAt: now } });
  if (count === 0) return;
  const changes = { domain: [null, domain] };
  await recordAudit(tx, { organizationId, actor: author(actor), action: "sso.domain_verified", subject: SUBJECT, changes });
}

/** Removes a domain, and ends the sessions that a provider began for people with an address there. Throws `invalid_fields`, `not_found`. */
export async function removeDomain(tx: TenantTx, actor: Actor, id: string): Promise<void> {
  const { organizationId } = actor;
  await tx.$queryRaw`SELECT 1 FROM "SsoConnection" FOR UPDATE`;
  const found = await tx.ssoDomain.findFirst({ where: { id } });
  if (!found) throw notFound("domain");
  const others = await tx.ssoDomain.count({ where: { id: { not: id }, verifiedAt: { not: null } } });
  const enforced = (await tx.ssoConnection.count({ where: { enforced: true } })) > 0;
  if (enforced && found.verifiedAt && others === 0) throw refusedSetting("domain", m.lastDomain());
  const { domain } = found;
  await tx.ssoDomain.deleteMany({ where: { id } });
  const theirs = { method: "sso", user: { email: { endsWith: `@${domain}` } }, id: { not: actor.sessionId } } as const;
  await tx.session.deleteMany({ where: theirs });
  const changes = { domain: [domain, null] };
  await recordAudit(tx, { organizationId, actor: author(actor), action: "sso.domain_removed", subject: SUBJECT, changes });
}
