import type { DoctorCheck } from "@/lib/connections/doctor/schema";
import { credentialContext } from "@/lib/connections/mutations";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import { fixedAuthorization, type HarvestHttp } from "@/lib/greenhouse/http";
import { HarvestV1, LIST_OFFERS, RETRIEVE_CANDIDATE } from "@/lib/greenhouse/v1/harvest";
import type { ActingUser, HarvestV3 } from "@/lib/greenhouse/v3/harvest";
import { v3Permissions } from "@/lib/greenhouse/v3/permissions";
import * as m from "@/lib/messages/generated/server/doctor";
import { unseal } from "@/lib/platform/crypto";
import { asOrganizationId } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { asCandidateId } from "@/lib/platform/ids";
import { oauthClientOf, openV3 } from "@/lib/workflows/connect/greenhouse-connection";
import { SharedToken } from "@/lib/workflows/connect/shared-token";
import type { PartnerIntegration } from "@/prisma/generated/client";

// A person waits, and a refusal is an answer.
const ATTEMPTS = 2;
const NO_SUCH_CANDIDATE = asCandidateId(1);

export interface Examined {
  checks: DoctorCheck[];
  /** What the last response said; null where none came. */
  last: HarvestHttp["last"];
  requests: number;
}

/** Examines a v3 connection's token: whether it is active, whose it is, and what it may read. Throws `UnsealError`. */
export async function examineToken(integration: PartnerIntegration): Promise<Examined> {
  const oauth = oauthClientOf(integration);
  const shared = new SharedToken(integration, oauth);
  let accessToken: string;
  try {
    accessToken = (await shared.header()).slice("Bearer ".length);
  } catch (error) {
    return { checks: [refusedCheck("token", error)], last: null, requests: 0 };
  }
  const told = await oauth.client.introspect(accessToken).catch(() => null);
  const connector = openV3(asOrganizationId(integration.organizationId), fixedAuthorization(`Bearer ${accessToken}`), [], {
    attempts: ATTEMPTS,
  });
  try {
    const status = await connector.touch();
    const isActive = told?.isActive ?? status !== 401;
    const checks: DoctorCheck[] = [
      isActive
        ? { name: "token", ok: true, detail: m.tokenActive() }
        : { name: "token", ok: false, detail: m.tokenInactive(), fix: m.replaceCredential() },
    ];
    if (isActive) {
      const userId = told?.userId ?? oauth.userId;
      checks.push(actsAsCheck(userId, userId === null ? null : await connector.userOf(userId)));
      checks.push(...(await scopeChecks(connector, told?.scopes ?? null)));
    }
    checks.push(
      addressCheck(status, isActive && told !== null && checks.every(({ name, ok }) => !name.startsWith("harvest:") || ok === true)),
    );
    return { checks, last: connector.lastResponse(), requests: connector.requestCount() + 1 };
  } catch (error) {
    return { checks: [refusedCheck("token", error)], last: connector.lastResponse(), requests: connector.requestCount() + 1 };
  } finally {
    await connector.close();
  }
}

function actsAsCheck(id: string | null, user: ActingUser | null): DoctorCheck {
  const name = "acts_as";
  if (id === null) return { name, ok: null, detail: m.actsAsUnknown() };
  const who = user === null ? m.actsAsUser({ id }) : user.kind === "person" ? m.actsAsPerson({ id }) : m.actsAsService({ id });
  const isSiteAdmin = user?.isSiteAdmin ?? null;
  if (isSiteAdmin === false) return { name, ok: false, detail: `${who} ${m.noSiteAdmin()}`, fix: m.makeSiteAdmin() };
  return { name, ok: isSiteAdmin, detail: `${who} ${isSiteAdmin ? m.siteAdmin() : m.siteAdminUnknown()}` };
}

async function scopeChecks(connector: HarvestV3, told: readonly string[] | null): Promise<DoctorCheck[]> {
  const permissions = told
    ? v3Permissions.map(({ scope, required }) => ({ scope, required, granted: told.includes(scope) }))
    : (await connector.probe()).permissions;
  return permissions.map(({ scope, required, granted }) => permissionCheck(scope, { required, granted }));
}

function permissionCheck(name: string, { required, granted }: { required: boolean; granted: boolean }): DoctorCheck {
  if (granted) return { name, ok: true, detail: m.granted() };
  const detail = required ? m.notGranted() : m.notGrantedOptional();
  return { name, ok: required ? false : null, detail, fix: m.grantIt({ permission: name }) };
}

/** Examines a v1 key: whether Greenhouse accepts it, and its two permissions. Throws `UnsealError`. */
export async function examineKey({ credentialSealed, organizationId }: PartnerIntegration): Promise<Examined> {
  const apiKey = unseal(credentialSealed ?? "", credentialContext(asOrganizationId(organizationId)));
  const connector = new HarvestV1({ baseUrl: env().HARVEST_V1_URL, apiKey, attempts: ATTEMPTS });
  try {
    const offers = await connector.canListOffers();
    const mayRetrieve = await connector.canRetrieveCandidate(offers.firstCandidateId ?? NO_SUCH_CANDIDATE);
    const checks = [
      { name: "token", ok: true, detail: m.keyAccepted() },
      permissionCheck(RETRIEVE_CANDIDATE, { required: true, granted: mayRetrieve }),
      permissionCheck(LIST_OFFERS, { required: true, granted: offers.granted }),
      addressCheck(offers.granted || mayRetrieve ? 200 : null, true),
    ];
    return { checks, last: connector.lastResponse(), requests: connector.requestCount() };
  } catch (error) {
    return { checks: [refusedCheck("token", error)], last: connector.lastResponse(), requests: connector.requestCount() };
  } finally {
    await connector.close();
  }
}

/** The check that fails because Greenhouse refused, or did not answer. */
function refusedCheck(name: string, error: unknown): DoctorCheck {
  if (!(error instanceof GreenhouseError)) throw error;
  const isRefused = error.failure === "credential_rejected";
  return { name, ok: isRefused ? false : null, detail: error.message, fix: isRefused ? m.replaceCredential() : m.tryLater() };
}

/** Whether this installation's requests reach Harvest: a token that is active and refused for everything may be limited to other addresses. */
function addressCheck(status: number | null, isActive: boolean): DoctorCheck {
  const name = "trusted_ips";
  if (status === 200) return { name, ok: true, detail: m.addressAccepted() };
  if (status === null || !isActive) return { name, ok: null, detail: m.addressUnknown() };
  const addresses = env().OUTGOING_ADDRESSES;
  return { name, ok: false, detail: m.addressRefused(), fix: addresses ? m.allowAddress({ addresses }) : m.allowUnknownAddress() };
}
