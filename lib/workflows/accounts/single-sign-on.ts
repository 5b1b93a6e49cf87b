import { randomBytes } from "node:crypto";
import { UNKNOWN_PERSON } from "@/lib/audit/actions";
import { recordAudit } from "@/lib/audit/mutations";
import { accountEmail, unsafeFindAccount } from "@/lib/auth/accounts/data";
import { createAccount } from "@/lib/auth/accounts/mutations";
import { type DeviceNames, startSession } from "@/lib/auth/accounts/sessions";
import type { SessionToken } from "@/lib/auth/sign-in/options";
import { consumeRateLimit } from "@/lib/auth/throttle";
import * as m from "@/lib/messages/generated/server/sso";
import { authorizationAddress, type Claims, exchangeCode, type OidcClient, OidcError } from "@/lib/oidc/provider";
import { hashToken } from "@/lib/platform/crypto";
import {
  type AccountId,
  type AccountTx,
  asAccountId,
  inAccount,
  inOrganization,
  type OrganizationId,
  withOrganization,
} from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { ssoCallbackRoute } from "@/lib/platform/paths/account";
import { path } from "@/lib/platform/paths/address";
import { samePortal } from "@/lib/platform/paths/pages";
import { readConnection, unsafeFindDomain, unsafeFindLogin, verifiedDomains } from "@/lib/sso/data";
import { accountOf, admit, SsoRefused } from "@/lib/sso/identities";
import { consumeLogin, secretsOf, startLogin } from "@/lib/sso/logins";
import { refusedSetting } from "@/lib/sso/mutations";
import { domainOf, emailToldBy, type SsoRefusal } from "@/lib/sso/rules";

const perAddress = { name: "sso-address", points: 60, durationSeconds: 60 };

/** Returns the address that a provider sends people of an organization back to. One of its own for each, so that no provider's answer can be taken for another's (RFC 9700, 4.4). */
export function redirectUri(organizationId: OrganizationId): string {
  return `${env().APP_URL}${path(ssoCallbackRoute, organizationId)}`;
}

/** A sign-in that was begun: where the browser goes, and what only it keeps until it returns. */
export interface Begun {
  address: string;
  browser: string;
}

/**
 * Begins a sign-in with the provider of the organization that has verified the domain of an email address. Throws `invalid_fields` where there
 * is none, `invalid_sign_in` where the provider is not reached, and `too_many_requests`.
 */
export async function beginSso(
  { email, next, again = false }: { email: string; next?: string | undefined; again?: boolean | undefined },
  address: string,
): Promise<Begun> {
  const wait = await consumeRateLimit(perAddress, address);
  if (wait !== null) throw new AppError("too_many_requests", m.tooMany(), { retryAfterSeconds: wait });
  const typed = accountEmail(email);
  const organizationId = await unsafeFindDomain(domainOf(typed));
  const connection = organizationId && (await inOrganization(organizationId, (tx) => readConnection(tx, organizationId)));
  if (!organizationId || !connection) throw refusedSetting("email", m.noneHere());
  const browser = randomBytes(32).toString("base64url");
  const state = randomBytes(32).toString("base64url");
  const secrets = { state, ...secretsOf(browser) };
  const to = await authorizationAddress(connection, { secrets, redirectUri: redirectUri(organizationId), email: typed, again }).catch(
    (error: unknown) => {
      if (error instanceof OidcError) throw new AppError("invalid_sign_in", m.providerFailed());
      throw error;
    },
  );
  const login = { state, browser, next: samePortal(next) };
  await inOrganization(organizationId, (tx, now) => startLogin(tx, organizationId, { ...login, now }));
  return { address: to, browser };
}

/** What became of a sign-in: a session and the page that it leads on to, or why there is none. */
type Ended = { token: SessionToken; next: string } | { refused: SsoRefusal };

/**
 * Ends a sign-in when the provider sends the person back: the state is used up, the code exchanged and what it says checked. The person becomes
 * a member where they are none, and a session begins, in this organization only. `query` is what the provider sent, with its question mark.
 */
export async function endSso(
  { organizationId: addressed, query, browser }: { organizationId: string; query: string; browser: string },
  device: DeviceNames,
): Promise<Ended> {
  const state = new URLSearchParams(query).get("state") ?? "";
  const organizationId = state === "" || browser === "" ? null : await unsafeFindLogin(hashToken(state));
  if (!organizationId || organizationId !== addressed) return { refused: "expired" };
  const begun = await inOrganization(organizationId, async (tx, now) => {
    const login = await consumeLogin(tx, { state, browser, now });
    return login && { ...login, connection: await readConnection(tx, organizationId) };
  });
  if (!begun?.connection) return { refused: "expired" };
  try {
    const claims = await exchangeCode(begun.connection, new URL(`${redirectUri(organizationId)}${query}`), {
      state,
      ...secretsOf(browser),
    });
    const account = await admitted(organizationId, begun.connection, claims);
    const sessionId = await startSession({ account, method: "sso", organizationId, authenticatedAt: claims.authenticatedAt }, device);
    if (sessionId === null) throw new SsoRefused("expired");
    return { token: { sessionId, accountId: account.id }, next: begun.next };
  } catch (error) {
    const refused = refusalOf(error);
    await noteRefusal(organizationId, refused);
    return { refused };
  }
}

function refusalOf(error: unknown): SsoRefusal {
  if (error instanceof SsoRefused) return error.reason;
  if (!(error instanceof OidcError)) throw error;
  if (error.failure === "declined" || error.failure === "unreachable") return error.failure;
  return error.failure === "address_refused" ? "unreachable" : "not_believed";
}

async function noteRefusal(organizationId: OrganizationId, reason: SsoRefusal): Promise<void> {
  await inOrganization(organizationId, (tx) =>
    recordAudit(tx, {
      organizationId,
      actor: { id: null, name: UNKNOWN_PERSON },
      action: "sso.sign_in_refused",
      subject: "setting:single_sign_on",
      changes: { reason: [null, reason] },
    }),
  );
}

/** Returns the account of whom the provider names, who is a member then. Throws `SsoRefused`. */
async function admitted(
  organizationId: OrganizationId,
  { issuer }: OidcClient,
  claims: Claims,
): Promise<{ id: AccountId; version: number }> {
  const named = { issuer, subject: claims.subject };
  const known = await inOrganization(organizationId, (tx, now) => accountOf(tx, named, now));
  if (known) return inAccount(known, (tx) => versionOf(tx, known));
  const told = emailToldBy(issuer, claims, await inOrganization(organizationId, verifiedDomains));
  if ("refused" in told) throw new SsoRefused(told.refused);
  const { email } = told;
  const account = await unsafeFindAccount(email);
  const accountId = account?.id ?? asAccountId(crypto.randomUUID());
  return inAccount(accountId, async (tx, now) => {
    // Made by another request meanwhile: the next try finds it.
    if (!account && !(await createAccount(tx, { id: accountId, email, passwordHash: null }))) throw new SsoRefused("expired");
    const own = await withOrganization(tx, organizationId);
    await admit(own, organizationId, { ...named, accountId, email, name: claims.name }, now);
    return versionOf(tx, accountId);
  });
}

async function versionOf(tx: AccountTx, id: AccountId): Promise<{ id: AccountId; version: number }> {
  const { version } = await tx.account.findFirstOrThrow({ where: { id }, select: { version: true } });
  return { id, version };
}
