import { type HeardPay, storePay } from "@/lib/compensation/mutations";
import { type PayField, type PayValues, payIn } from "@/lib/compensation/rules";
import type { OfferVersion, PersonResult } from "@/lib/greenhouse/connector";
import { storeOffers } from "@/lib/offers/mutations";
import { type OfferState, PAY_DIGEST } from "@/lib/offers/rules";
import { pseudonym } from "@/lib/platform/crypto";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import type { ApplicationId } from "@/lib/platform/ids";

/**
 * Returns an offer with what the chosen fields say of pay, for `storeHeardOffers` to keep. What is kept of the offer itself is a keyed digest of it,
 * by which an offer that says something else is news.
 */
export function withPay(offer: OfferState, { customFields, openingFields }: OfferVersion, chosen: readonly PayField[]): OfferState {
  const pay: PayValues = {
    ...payIn("offer", customFields, chosen),
    // An opening that was not read says nothing, also not that nothing was agreed.
    ...(openingFields ? payIn("opening", openingFields, chosen) : {}),
  };
  if (Object.keys(pay).length === 0) return offer;
  return { ...offer, pay, customValues: { ...offer.customValues, [PAY_DIGEST]: pseudonym(JSON.stringify(pay)) } };
}

/** Stores offer versions whose applications are tracked already, with what they say of pay. */
export async function storeHeardOffers(tx: TenantTx, organizationId: OrganizationId, offers: readonly OfferState[]): Promise<void> {
  await storeOffers(tx, organizationId, offers);
  const heard = offers.flatMap(({ applicationId, id, pay }) => (pay ? [{ applicationId, offerId: id, values: pay }] : []));
  await storePay(tx, organizationId, heard);
}

/** Returns what the application of a hired person, and the person, say of pay. */
export function payOfPerson(applicationId: ApplicationId, person: PersonResult | undefined, chosen: readonly PayField[]): HeardPay[] {
  if (person?.kind !== "hired") return [];
  const values = {
    ...payIn("candidate", person.candidate.customFields, chosen),
    ...payIn("application", person.applicationFields, chosen),
  };
  return [{ applicationId, offerId: null, values }];
}
