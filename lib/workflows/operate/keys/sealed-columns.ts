import { totpContext } from "@/lib/auth/second-factor/totp";
import { compensationContext } from "@/lib/compensation/data";
import { credentialContext } from "@/lib/connections/mutations";
import { tokenContext } from "@/lib/connections/tokens/mutations";
import { webhookContext } from "@/lib/connections/webhooks/mutations";
import { type AccountId, asAccountId, asOrganizationId, type OrganizationId } from "@/lib/platform/db";
import type { SealedPlace } from "@/lib/platform/sealing/sealed-texts";
import { clientSecretContext } from "@/lib/sso/data";

/** A column of sealed texts, and what they are sealed for. */
export interface SealedColumn extends SealedPlace {
  /** Whose texts they are. */
  owner: "organization" | "account";
  context: (ownerId: string) => string;
}

type Column = Omit<SealedPlace, "key"> & { key?: string };

function ofOrganization(context: (organizationId: OrganizationId) => string, { key = "id", ...place }: Column): SealedColumn {
  return { ...place, key, owner: "organization", context: (id) => context(asOrganizationId(id)) };
}

function ofAccount(context: (accountId: AccountId) => string, { key = "id", ...place }: Column): SealedColumn {
  return { ...place, key, owner: "account", context: (id) => context(asAccountId(id)) };
}

/** Everything that is sealed. Key rotation and the check of the key ring read this list; a test compares it with the schema. */
export const sealedColumns: readonly SealedColumn[] = [
  ofOrganization(credentialContext, { table: "PartnerIntegration", column: "credentialSealed" }),
  ofOrganization(credentialContext, { table: "PartnerIntegration", column: "formerKeySealed" }),
  ofOrganization(tokenContext, { table: "GreenhouseToken", key: "integrationId", column: "accessSealed" }),
  ofOrganization(tokenContext, { table: "GreenhouseToken", key: "integrationId", column: "refreshSealed" }),
  ofOrganization(webhookContext, { table: "GreenhouseWebhook", key: "integrationId", column: "secretSealed" }),
  ofOrganization(tokenContext, { table: "GreenhouseApproval", column: "verifierSealed" }),
  ofOrganization(compensationContext, { table: "Compensation", column: "valuesSealed" }),
  ofAccount(totpContext, { table: "TotpFactor", column: "secretSealed" }),
  ofOrganization(clientSecretContext, { table: "SsoConnection", key: "organizationId", column: "clientSecretSealed" }),
];

/** Returns the list's entry; undefined for a column that the list doesn't hold. */
export function sealedColumn(table: string, column: string): SealedColumn | undefined {
  return sealedColumns.find((one) => one.table === table && one.column === column);
}
