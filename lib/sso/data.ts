import { seal, unseal } from "@/lib/platform/crypto";
import { asOrganizationId, type OrganizationId, type TenantTx, unsafeLookup } from "@/lib/platform/db";
import type { SingleSignOnView } from "@/lib/sso/schema";

/** Returns what a client secret is sealed for. */
export function clientSecretContext(organizationId: OrganizationId): string {
  return `${organizationId} single sign-on`;
}

/** Returns a client secret as it is stored. */
export function sealClientSecret(secret: string, organizationId: OrganizationId): string {
  return seal(secret, clientSecretContext(organizationId));
}

/** An organization's provider, with the secret that the portal shows it. */
export interface SsoConnection {
  issuer: string;
  clientId: string;
  clientSecret: string;
  enforced: boolean;
  configuredAt: Date;
}

/** Returns the organization's provider, or null. */
export async function readConnection(tx: TenantTx, organizationId: OrganizationId): Promise<SsoConnection | null> {
  const row = await tx.ssoConnection.findFirst();
  if (!row) return null;
  const { issuer, clientId, clientSecretSealed, enforced, configuredAt } = row;
  return { issuer, clientId, enforced, configuredAt, clientSecret: unseal(clientSecretSealed, clientSecretContext(organizationId)) };
}

/** Returns the organization's verified domains. */
export async function verifiedDomains(tx: TenantTx): Promise<string[]> {
  const rows = await tx.ssoDomain.findMany({ where: { verifiedAt: { not: null } }, select: { domain: true } });
  return rows.map(({ domain }) => domain);
}

/** Returns the text of the TXT record that shows whose a domain is. */
export function recordOf({ token }: { token: string }): string {
  return `emptrust-verification=${token}`;
}

/** Returns whether a user has signed in with the provider as it is set up now. */
export async function hasProved(tx: TenantTx, userId: string): Promise<boolean> {
  const connection = await tx.ssoConnection.findFirst({ select: { issuer: true, configuredAt: true } });
  if (!connection) return false;
  const { issuer, configuredAt } = connection;
  return (await tx.ssoIdentity.count({ where: { issuer, userId, lastUsedAt: { gt: configuredAt } } })) > 0;
}

/** Returns what an admin sees of single sign-on, but the address to register. */
export async function readSingleSignOn(tx: TenantTx, userId: string): Promise<Omit<SingleSignOnView, "redirectUri">> {
  const connection = await tx.ssoConnection.findFirst({
    select: { issuer: true, clientId: true, defaultRole: true, enforced: true, updatedBy: true, updatedAt: true },
  });
  const domains = await tx.ssoDomain.findMany({ orderBy: { domain: "asc" } });
  const admins = await tx.user.findMany({
    where: { role: "admin", accountId: { not: null } },
    select: { id: true, name: true, breakGlass: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return {
    connection: connection && { ...connection, updatedAt: connection.updatedAt.toISOString() },
    domains: domains.map(({ id, domain, token, verifiedAt }) => ({
      id,
      domain,
      record: recordOf({ token }),
      verifiedAt: verifiedAt?.toISOString() ?? null,
    })),
    admins,
    proved: await hasProved(tx, userId),
  };
}

/** Returns the organization that verified a domain, or null. For anyone: which domains sign in here is no secret. */
export async function unsafeFindDomain(domain: string): Promise<OrganizationId | null> {
  if (domain === "") return null;
  const row = await unsafeLookup("sso_domain", domain, (tx) =>
    tx.ssoDomain.findFirst({ where: { domain, verifiedAt: { not: null } }, select: { organizationId: true } }),
  );
  return row ? asOrganizationId(row.organizationId) : null;
}

/** Returns the organization that a sign-in was begun for, or null. Only the browser that began it was given the state. */
export async function unsafeFindLogin(stateHash: Uint8Array<ArrayBuffer>): Promise<OrganizationId | null> {
  const row = await unsafeLookup("sso_state_hash", Buffer.from(stateHash).toString("hex"), (tx) =>
    tx.ssoLogin.findUnique({ where: { stateHash }, select: { organizationId: true } }),
  );
  return row ? asOrganizationId(row.organizationId) : null;
}
