import { z } from "zod";
import { credentialContext } from "@/lib/connections/mutations";
import { freshReferences } from "@/lib/connections/references/data";
import { storeReferences } from "@/lib/connections/references/mutations";
import type { GreenhouseView } from "@/lib/connections/schema";
import type { GreenhouseConnector } from "@/lib/greenhouse/connector";
import type { Authorization } from "@/lib/greenhouse/http";
import { OAuthClient } from "@/lib/greenhouse/oauth";
import type { ReferenceStore } from "@/lib/greenhouse/references";
import { HarvestV1 } from "@/lib/greenhouse/v1/harvest";
import { HarvestV3, type V3Options } from "@/lib/greenhouse/v3/harvest";
import { v3Permissions } from "@/lib/greenhouse/v3/permissions";
import { DAY_MS } from "@/lib/platform/calendar";
import { unseal } from "@/lib/platform/crypto";
import { asOrganizationId, inOrganization, type OrganizationId } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { SharedToken, type TokenAsRead } from "@/lib/workflows/connect/shared-token";
import type { PartnerIntegration } from "@/prisma/generated/client";

/** A customer's own credential of Harvest v3, as it is sealed. */
const clientCredentialSchema = z.object({ clientId: z.string(), clientSecret: z.string(), userId: z.string().nullable() });
export type ClientCredential = z.infer<typeof clientCredentialSchema>;

// What hardly changes is asked for once a day.
const REFERENCES_FRESH_MS = DAY_MS;

export interface ConnectorOptions {
  signal?: AbortSignal | undefined;
  /** Attempts at one request; fewer where a person waits for the answer. */
  attempts?: number;
}

export interface StoredConnectorOptions extends ConnectorOptions {
  /** The stored token, where the caller has just read it. */
  token?: TokenAsRead | undefined;
}

/** Opens the connector that an integration's stored credential is for. Throws `UnsealError` when it cannot be opened. */
export function openConnector(integration: PartnerIntegration, { token, ...options }: StoredConnectorOptions = {}): GreenhouseConnector {
  if (integration.apiVersion === "v1") {
    const apiKey = unseal(integration.credentialSealed ?? "", credentialContext(asOrganizationId(integration.organizationId)));
    return new HarvestV1({ baseUrl: env().HARVEST_V1_URL, apiKey, ...options });
  }
  const found = integration.permissions as GreenhouseView["permissions"];
  // What an earlier release did not ask about when the credential was checked is tried.
  const granted = v3Permissions.flatMap(({ scope }) => ((found.find(({ name }) => name === scope)?.granted ?? true) ? scope : []));
  const oauth = oauthClientOf(integration);
  const shared = new SharedToken(integration, oauth, token);
  const actsFor = async () =>
    oauth.userId ?? (await oauth.client.introspect((await shared.header()).slice("Bearer ".length)))?.userId ?? null;
  return openV3(asOrganizationId(integration.organizationId), shared, granted, { ...options, actsFor });
}

/** Opens the Harvest v3 connector of an organization with any authorization. */
export function openV3(
  organizationId: OrganizationId,
  authorization: Authorization,
  scopes: readonly string[],
  { actsFor = async () => null, ...options }: ConnectorOptions & Partial<Pick<V3Options, "actsFor">> = {},
): HarvestV3 {
  return new HarvestV3({
    baseUrl: env().HARVEST_V3_URL,
    authorization,
    scopes,
    references: referencesOf(organizationId),
    actsFor,
    ...options,
  });
}

/** The credential and client that an integration's tokens are asked for with. */
export function oauthClientOf(integration: PartnerIntegration): { client: OAuthClient; userId: string | null } {
  if (integration.grant === "authorization_code") return { client: partnerClient(), userId: null };
  const context = credentialContext(asOrganizationId(integration.organizationId));
  const { userId, ...client } = clientCredentialSchema.parse(JSON.parse(unseal(integration.credentialSealed ?? "", context)));
  return { client: customerClient(client), userId };
}

/** The token endpoint as a customer's own client. */
export function customerClient(client: { clientId: string; clientSecret: string }): OAuthClient {
  return new OAuthClient({ authUrl: env().GREENHOUSE_AUTH_URL, ...client });
}

/** The token endpoint as the vendor's client. */
export function partnerClient(): OAuthClient {
  const { GREENHOUSE_OAUTH_CLIENT_ID: clientId = "", GREENHOUSE_OAUTH_CLIENT_SECRET: clientSecret = "" } = env();
  return customerClient({ clientId, clientSecret });
}

function referencesOf(organizationId: OrganizationId): ReferenceStore {
  return {
    read: (kind, ids) =>
      inOrganization(organizationId, (tx, now) => freshReferences(tx, kind, ids, new Date(now.getTime() - REFERENCES_FRESH_MS))),
    write: (kind, values) => inOrganization(organizationId, (tx, now) => storeReferences(tx, organizationId, kind, values, now)),
  };
}
