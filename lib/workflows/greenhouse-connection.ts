import type { GreenhouseConnector } from "@/lib/greenhouse/connector";
import { HarvestV1 } from "@/lib/greenhouse/v1";
import { credentialContext } from "@/lib/integrations/mutations";
import { unseal } from "@/lib/platform/crypto";
import type { OrganizationId } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";

/** Opens the connector that an integration's stored credential is for. Throws `UnsealError` when it cannot be opened. */
export function openConnector(organizationId: OrganizationId, credentialSealed: string, signal?: AbortSignal): GreenhouseConnector {
  const apiKey = unseal(credentialSealed, credentialContext(organizationId));
  return new HarvestV1({ baseUrl: env().HARVEST_V1_URL, apiKey, ...(signal ? { signal } : {}) });
}
