import { unsafeListOrganizations } from "@/lib/auth/users";
import { credentialContext } from "@/lib/integrations/mutations";
import { currentKeyId, seal, sealedWith, unseal } from "@/lib/platform/crypto";
import { asOrganizationId, inOrganization } from "@/lib/platform/db";

/**
 * Seals every stored credential anew under the key ring's first key. Links in mails keep the key they were made with, so
 * an old key may be taken out of the ring 14 days after the rotation.
 */
export async function rotateKeys(): Promise<{ resealed: number }> {
  let resealed = 0;
  for (const organization of await unsafeListOrganizations()) {
    const organizationId = asOrganizationId(organization.id);
    resealed += await inOrganization(organizationId, async (tx) => {
      let count = 0;
      for (const { id, credentialSealed } of await tx.partnerIntegration.findMany({ select: { id: true, credentialSealed: true } })) {
        if (!credentialSealed || sealedWith(credentialSealed) === currentKeyId()) continue;
        const context = credentialContext(organizationId);
        await tx.partnerIntegration.updateMany({
          where: { id, credentialSealed },
          data: { credentialSealed: seal(unseal(credentialSealed, context), context) },
        });
        count++;
      }
      return count;
    });
  }
  return { resealed };
}
