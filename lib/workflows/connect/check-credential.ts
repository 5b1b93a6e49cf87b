import { findGreenhouse } from "@/lib/connections/data";
import { credentialContext, type VerifiedCredential } from "@/lib/connections/mutations";
import { type ConnectGreenhouse, type ConnectV3, hintOf, permissionFacts } from "@/lib/connections/schema";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import { type Authorization, fixedAuthorization } from "@/lib/greenhouse/http";
import type { Token } from "@/lib/greenhouse/oauth";
import { HarvestV1, LIST_OFFERS, RETRIEVE_CANDIDATE } from "@/lib/greenhouse/v1/harvest";
import { unseal } from "@/lib/platform/crypto";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { type ClientCredential, customerClient, openV3 } from "@/lib/workflows/connect/greenhouse-connection";
import { SharedToken } from "@/lib/workflows/connect/shared-token";

// No Greenhouse id reaches this, so the answer tells the permission apart and nothing else.
const NO_SUCH_CANDIDATE = 1;
// A person waits: two quick repetitions ride out a hiccup, more would look like a hang.
export const ATTEMPTS = 3;

export interface CheckedCredential {
  credential: VerifiedCredential;
  /** What Harvest v3 gave for it; null where there is none, or the stored one is in use. */
  token: Token | null;
}

/**
 * Checks a pasted credential against Greenhouse by asking each endpoint that is used. Throws an `AppError` with what to do
 * when it is refused or a needed permission is missing; stores nothing.
 */
export async function checkCredential(organizationId: OrganizationId, given: ConnectGreenhouse): Promise<CheckedCredential> {
  try {
    return given.apiVersion === "v1" ? await checkKey(given.apiKey) : await checkClient(organizationId, given);
  } catch (error) {
    throw error instanceof GreenhouseError ? refusedCheck(error, given.apiVersion) : error;
  }
}

/** How a Harvest v3 credential is used before it is stored: with the token in use where it is the stored one, else with one of its own. */
export async function authorizationOf(
  organizationId: OrganizationId,
  { clientId, clientSecret, userId = null }: Pick<ConnectV3, "clientId" | "clientSecret"> & { userId?: string | null | undefined },
): Promise<{ authorization: Authorization; token: Token | null; secret: string }> {
  const wanted: ClientCredential = { clientId, clientSecret, userId };
  const secret = JSON.stringify(wanted);
  const stored = await inOrganization(organizationId, findGreenhouse);
  const client = customerClient({ clientId, clientSecret });
  // A token of its own would revoke the one that a sync may be working with.
  if (stored?.grant === "client_credentials" && stored.credentialSealed && opens(stored.credentialSealed, organizationId) === secret) {
    return { authorization: new SharedToken(stored, { client, userId }), token: null, secret };
  }
  const token = await client.clientCredentials(userId);
  return { authorization: fixedAuthorization(`Bearer ${token.accessToken}`), token, secret };
}

function opens(sealed: string, organizationId: OrganizationId): string | null {
  try {
    return unseal(sealed, credentialContext(organizationId));
  } catch {
    return null;
  }
}

async function checkKey(apiKey: string): Promise<CheckedCredential> {
  const client = new HarvestV1({ baseUrl: env().HARVEST_V1_URL, apiKey, attempts: ATTEMPTS });
  try {
    const offers = await client.canListOffers();
    const mayRetrieve = await client.canRetrieveCandidate(offers.firstCandidateId ?? NO_SUCH_CANDIDATE);
    const permissions = [
      { name: RETRIEVE_CANDIDATE, granted: mayRetrieve, optional: false },
      { name: LIST_OFFERS, granted: offers.granted, optional: false },
    ];
    refuseMissing(permissions, "In Greenhouse, open the key, choose Manage Permissions, and");
    return {
      credential: { apiVersion: "v1", grant: "key", secret: apiKey, hint: hintOf(apiKey), permissions, seesNothing: false },
      token: null,
    };
  } finally {
    await client.close();
  }
}

async function checkClient(organizationId: OrganizationId, given: ConnectV3): Promise<CheckedCredential> {
  const { authorization, token, secret } = await authorizationOf(organizationId, given);
  const checked = await checkV3(organizationId, authorization, given.userId);
  return {
    credential: { apiVersion: "v3", grant: "client_credentials", secret, hint: hintOf(given.clientId), ...checked },
    token,
  };
}

/** Asks Harvest v3 what an authorization may do. Throws for a needed scope that is missing, and for a user who is no Site Admin. */
export async function checkV3(
  organizationId: OrganizationId,
  authorization: Authorization,
  userId: string | undefined,
): Promise<Pick<VerifiedCredential, "permissions" | "seesNothing">> {
  const client = openV3(organizationId, authorization, [], { attempts: ATTEMPTS });
  try {
    const { permissions: scopes, seesNothing } = await client.probe();
    if (userId !== undefined && (await client.isSiteAdmin(userId)) === false) throw noSiteAdmin();
    const permissions = scopes.map(({ scope, required, granted }) => ({ name: scope, granted, optional: !required }));
    // The same answer for every list: hardly each single scope was forgotten.
    if (permissions.every(({ granted }) => !granted))
      throw nothingGranted(permissions.filter((one) => !one.optional).map(({ name }) => name));
    refuseMissing(permissions, "In Greenhouse, open the credential, choose Manage Scopes, and");
    return { permissions, seesNothing };
  } finally {
    await client.close();
  }
}

function refuseMissing(permissions: VerifiedCredential["permissions"], where: string): void {
  const missing = permissions.filter((one) => !one.optional && !one.granted).map(({ name }) => name);
  if (missing.length === 0) return;
  throw new AppError(
    "permission_missing",
    `${missing.map((name) => permissionFacts[name]?.without).join(" ")} ${where} ${missing.map(tick).join(", and ")}. Then check it again.`,
    { params: { permissions: missing }, invalidParams: missing.map((name) => ({ name, reason: "Not granted" })) },
  );
}

/** "under Offers tick Get: List Offers", from a name as Greenhouse prints it; a scope is ticked by its own name. */
function tick(name: string): string {
  const [group, ...rest] = name.split(": ");
  return rest.length > 0 ? `under ${group} tick ${rest.join(": ")}` : `tick ${name}`;
}

function nothingGranted(names: string[]): AppError {
  return new AppError(
    "permission_missing",
    "Greenhouse refuses everything to this credential. Either none of its scopes are ticked, or it acts for somebody who is not a Site Admin: Greenhouse answers both in the same way. Tick the scopes, and let it act for a Site Admin.",
    { params: { permissions: names }, invalidParams: names.map((name) => ({ name, reason: "Not granted, or not a Site Admin" })) },
  );
}

function noSiteAdmin(): AppError {
  return new AppError(
    "permission_missing",
    "The user that this credential shall act for is not a Site Admin, and Greenhouse shows hires to Site Admins only. Enter the id of a Site Admin, or leave it out.",
    { params: { permissions: [] }, invalidParams: [{ name: "userId", reason: "Not a Site Admin" }] },
  );
}

function refusedCheck(error: GreenhouseError, apiVersion: "v1" | "v3"): AppError {
  if (error.failure === "credential_rejected") {
    const what = apiVersion === "v1" ? "Greenhouse does not accept this key." : error.message;
    return new AppError("credential_rejected", `${what} Copy it again, whole, or create a new one.`);
  }
  return new AppError("greenhouse_unreachable", `${error.message} Nothing was saved; try again in a moment.`, { retryAfterSeconds: 30 });
}
