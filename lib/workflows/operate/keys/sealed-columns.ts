import { credentialContext } from "@/lib/connections/mutations";
import { tokenContext } from "@/lib/connections/tokens/mutations";
import { webhookContext } from "@/lib/connections/webhooks/mutations";
import type { OrganizationId } from "@/lib/platform/db";
import type { SealedPlace } from "@/lib/platform/sealing/sealed-texts";
import { clientSecretContext } from "@/lib/sso/data";

/** A column of sealed texts, and what they are sealed for. */
interface SealedColumn extends SealedPlace {
  context: (organizationId: OrganizationId) => string;
}

/** Everything that is sealed. Key rotation and the check of the key ring read this list; a test compares it with the schema. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: "PartnerIntegration", key: "id", column: "credentialSealed", context: credentialContext },
  { table: "PartnerIntegration", key: "id", column: "formerKeySealed", context: credentialContext },
  { table: "GreenhouseToken", key: "integrationId", column: "accessSealed", context: tokenContext },
  { table: "GreenhouseToken", key: "integrationId", column: "refreshSealed", context: tokenContext },
  { table: "GreenhouseWebhook", key: "integrationId", column: "secretSealed", context: webhookContext },
  { table: "GreenhouseApproval", key: "id", column: "verifierSealed", context: tokenContext },
  { table: "SsoConnection", key: "organizationId", column: "clientSecretSealed", context: clientSecretContext },
];

/** Returns the list's entry; undefined for a column that the list doesn't hold. */
export function sealedColumn(table: string, column: string): SealedColumn | undefined {
  return sealedColumns.find((one) => one.table === table && one.column === column);
}
