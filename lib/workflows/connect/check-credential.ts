import { type ConnectGreenhouse, type ConnectV3, hintOf } from "@/lib/connections/credentials/schema";
import { findGreenhouse } from "@/lib/connections/data";
import { credentialContext, type VerifiedCredential } from "@/lib/connections/mutations";
import { missingPermissions } from "@/lib/connections/words";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import { type Authorization, fixedAuthorization } from "@/lib/greenhouse/http";
import type { Token } from "@/lib/greenhouse/oauth";
import { HarvestV1, LIST_OFFERS, RETRIEVE_CANDIDATE } from "@/lib/greenhouse/v1/harvest";
import * as m from "@/lib/messages/generated/server/connections";
import { unseal } from "@/lib/platform/crypto";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { asCandidateId } from "@/lib/platform/ids";
import { type ClientCredential, customerClient, openV3 } from "@/lib/workflows/connect/greenhouse-connection";
import { SharedToken } from "@/lib/workflows/connect/shared-token";

// No candidate has this id, so the response only shows whether the permission is granted.
const NO_SUCH_CANDIDATE = asCandidateId(1);
// A person waits: two quick retries cover a transient failure, more would look like a hang.
const ATTEMPTS = 3;

export interface CheckedCredential {
  credential: VerifiedCredential;
  /** What Harvest v3 gave for it; null where there is none, or the stored one is in use. */
  token: Token | null;
}

/**
 * Returns a credential that was checked by requesting each endpoint that is used. Throws an `AppError` with what to do when it is
 * refused or a needed permission is missing; stores nothing.
 */
export async function checkCredential(organizationId: OrganizationId, given: ConnectGreenhouse): Promise<CheckedCredential> {
  try {
    return given.apiVersion === "v1" ? await checkKey(given.apiKey) : await checkClient(organizationId, given);
  } catch (error) {
    throw error instanceof GreenhouseError ? refusedCheck(error, given.apiVersion) : error;
  }
}

/** Returns how a Harvest v3 credential is used before it is stored: with the shared token if it is the stored one, else with its own. */
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
    refuseMissing("v1", permissions);
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

/** Returns what Harvest v3 grants an authorization. Throws for a missing scope that is needed, and for a user who is no Site Admin. */
export async function checkV3(
  organizationId: OrganizationId,
  authorization: Authorization,
  userId: string | undefined,
): Promise<Pick<VerifiedCredential, "permissions" | "seesNothing">> {
  const client = openV3(organizationId, authorization, [], { attempts: ATTEMPTS });
  try {
    const { permissions: scopes, seesNothing } = await client.probe();
    if (userId !== undefined && (await client.userOf(userId))?.isSiteAdmin === false) throw noSiteAdmin();
    const permissions = scopes.map(({ scope, required, granted }) => ({ name: scope, granted, optional: !required }));
    // Greenhouse responds alike to a missing scope and to a user who is no Site Admin.
    if (permissions.every(({ granted }) => !granted))
      throw nothingGranted(permissions.filter((one) => !one.optional).map(({ name }) => name));
    refuseMissing("v3", permissions);
    return { permissions, seesNothing };
  } finally {
    await client.close();
  }
}

function refuseMissing(harvest: "v1" | "v3", permissions: VerifiedCredential["permissions"]): void {
  const missing = permissions.filter((one) => !one.optional && !one.granted).map(({ name }) => name);
  if (missing.length === 0) return;
  throw new AppError("permission_missing", m.permissionMissing(missingPermissions(harvest, missing)), {
    params: { permissions: missing },
    invalidParams: missing.map((name) => ({ name, reason: m.notGranted() })),
  });
}

function nothingGranted(names: string[]): AppError {
  return new AppError("permission_missing", m.nothingGranted(), {
    params: { permissions: names },
    invalidParams: names.map((name) => ({ name, reason: m.notGrantedOrNoSiteAdmin() })),
  });
}

function noSiteAdmin(): AppError {
  return new AppError("permission_missing", m.userIsNoSiteAdmin(), {
    params: { permissions: [] },
    invalidParams: [{ name: "userId", reason: m.notASiteAdmin() }],
  });
}

function refusedCheck(error: GreenhouseError, apiVersion: "v1" | "v3"): AppError {
  if (error.failure === "credential_rejected") {
    const text = apiVersion === "v1" ? m.keyRejected() : m.clientRejected({ reason: error.message });
    return new AppError("credential_rejected", text);
  }
  return new AppError("greenhouse_unreachable", m.notSaved({ reason: error.message }), {
    params: { failure: error.failure },
    retryAfterSeconds: 30,
  });
}
