import { unsafeListOrganizations } from "@/lib/auth/users";
import { credentialContext } from "@/lib/connections/mutations";
import { tokenContext } from "@/lib/connections/tokens/mutations";
import { webhookContext } from "@/lib/connections/webhooks/mutations";
import { currentKeyId, seal, sealedWith, unseal } from "@/lib/platform/crypto";
import { asOrganizationId, inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";

/**
 * Seals every stored secret again under the key ring's first key. Links in mails keep the key they were made with, so
 * an old key may be taken out of the ring 14 days after the rotation.
 */
export async function rotateKeys(): Promise<{ resealed: number }> {
  let resealed = 0;
  for (const organization of await unsafeListOrganizations()) {
    const organizationId = asOrganizationId(organization.id);
    resealed += await inOrganization(organizationId, (tx) => resealAll(tx, organizationId));
  }
  return { resealed };
}

async function resealAll(tx: TenantTx, organizationId: OrganizationId): Promise<number> {
  let count = 0;
  /** The text under the current key; undefined when it is already, so that nothing is written. */
  const renewed = (sealed: string | null, context: string): string | undefined => {
    if (!sealed || sealedWith(sealed) === currentKeyId()) return undefined;
    count++;
    return seal(unseal(sealed, context), context);
  };
  for (const { id, credentialSealed, formerKeySealed } of await tx.partnerIntegration.findMany()) {
    const context = credentialContext(organizationId);
    const data = { credentialSealed: renewed(credentialSealed, context), formerKeySealed: renewed(formerKeySealed, context) };
    await tx.partnerIntegration.updateMany({ where: { id, credentialSealed }, data });
  }
  for (const { integrationId, accessSealed, refreshSealed } of await tx.greenhouseToken.findMany()) {
    const context = tokenContext(organizationId);
    const data = { accessSealed: renewed(accessSealed, context), refreshSealed: renewed(refreshSealed, context) };
    await tx.greenhouseToken.updateMany({ where: { integrationId, accessSealed }, data });
  }
  for (const { integrationId, secretSealed } of await tx.greenhouseWebhook.findMany()) {
    const data = { secretSealed: renewed(secretSealed, webhookContext(organizationId)) };
    await tx.greenhouseWebhook.updateMany({ where: { integrationId, secretSealed }, data });
  }
  for (const { id, verifierSealed } of await tx.greenhouseApproval.findMany()) {
    await tx.greenhouseApproval.updateMany({
      where: { id },
      data: { verifierSealed: renewed(verifierSealed, tokenContext(organizationId)) },
    });
  }
  return count;
}
