import { unsafeFindAccount } from "@/lib/auth/accounts/data";
import type { Actor } from "@/lib/auth/actor";
import * as m from "@/lib/messages/generated/server/sso";
import { checkProvider, type OidcClient, OidcError } from "@/lib/oidc/provider";
import { txtRecords } from "@/lib/oidc/txt-records";
import { errorCodes } from "@/lib/platform/database/errors";
import { inOrganization, type TenantTx } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";
import { readConnection, readSingleSignOn, recordOf } from "@/lib/sso/data";
import { markVerified, refusedSetting, saveConnection } from "@/lib/sso/mutations";
import type { SaveSingleSignOn, SingleSignOnView } from "@/lib/sso/schema";
import { redirectUri } from "@/lib/workflows/accounts/single-sign-on";

/** Returns what an admin sees of single sign-on. */
export async function viewSingleSignOn(tx: TenantTx, actor: Actor): Promise<SingleSignOnView> {
  return { redirectUri: redirectUri(actor.organizationId), ...(await readSingleSignOn(tx, actor.userId)) };
}

/** Saves single sign-on, after the provider's discovery document was read. Throws `invalid_fields`. */
export async function saveSingleSignOn(actor: Actor, sent: SaveSingleSignOn): Promise<SingleSignOnView> {
  const { organizationId } = actor;
  const before = await inOrganization(organizationId, (tx) => readConnection(tx, organizationId));
  const typed = sent.issuer.replace(/\/\.well-known\/openid-configuration$/, "");
  // The secret that is stored is for the provider that it was entered for: another would be sent it.
  const kept = before && sameAddress(before.issuer, typed) && before.clientId === sent.clientId ? before.clientSecret : undefined;
  const clientSecret = sent.clientSecret ?? kept;
  if (clientSecret === undefined) throw refusedSetting("clientSecret", m.enterSecret());
  const { clientId, defaultRole, enforced } = sent;
  const issuer = await checked({ issuer: typed, clientId, clientSecret });
  const breakGlass = [...new Set(sent.breakGlass)];
  await refuseWithoutPassword(actor, breakGlass);
  return inOrganization(organizationId, async (tx, now) => {
    await saveConnection(tx, actor, { issuer, clientId, clientSecret, defaultRole, enforced, breakGlass }, now);
    return viewSingleSignOn(tx, actor);
  });
}

function sameAddress(one: string, other: string): boolean {
  return URL.parse(one)?.href === URL.parse(other)?.href;
}

async function checked(client: OidcClient): Promise<string> {
  return checkProvider(client).catch((error: unknown) => {
    if (!(error instanceof OidcError)) throw error;
    if (error.failure === "address_refused") throw refusedSetting("issuer", m.addressRefused());
    throw refusedSetting("issuer", error.failure === "unreachable" ? m.unreachable() : m.notAProvider());
  });
}

/** A transaction of the organization sees no account, so this goes by the members' addresses. */
async function refuseWithoutPassword({ organizationId }: Actor, userIds: readonly string[]): Promise<void> {
  const users = await inOrganization(organizationId, (tx) =>
    tx.user.findMany({ where: { id: { in: [...userIds] } }, select: { email: true, name: true } }),
  );
  for (const { email, name } of users) {
    const account = await unsafeFindAccount(email);
    if (!account?.passwordHash) throw refusedSetting("breakGlass", m.noPassword({ name }));
  }
}

/** Reads the stored provider's discovery document again. Throws `invalid_fields`, and `not_found` where none is stored. */
export async function testSingleSignOn({ organizationId }: Actor): Promise<void> {
  const connection = await inOrganization(organizationId, (tx) => readConnection(tx, organizationId));
  if (!connection) throw notFound("page");
  await checked(connection);
}

/** Looks for a domain's TXT record, and notes that it is there. Throws `invalid_fields` and `not_found`. */
export async function verifyDomain(actor: Actor, id: string): Promise<SingleSignOnView> {
  const { organizationId } = actor;
  const found = await inOrganization(organizationId, (tx) => tx.ssoDomain.findFirst({ where: { id } }));
  if (!found) throw notFound("domain");
  const records = await txtRecords(found.domain);
  if (records === null) throw refusedSetting("domain", m.dnsFailed());
  if (!records.includes(recordOf(found))) throw refusedSetting("domain", m.recordMissing());
  return inOrganization(organizationId, async (tx, now) => {
    await markVerified(tx, actor, id, now);
    return viewSingleSignOn(tx, actor);
  }).catch((error: unknown) => {
    throw errorCodes(error).some((code) => code === "P2002" || code === "23505") ? refusedSetting("domain", m.domainTaken()) : error;
  });
}
