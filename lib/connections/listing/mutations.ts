import type { ListName, ListPlace } from "@/lib/connections/listing/data";
import type { TenantTx } from "@/lib/platform/db";

/** Where no listing is under way: a place in one credential's list is none in another's. */
export const noPlaces = { listingNext: null, listingStartedAt: null, hiredNext: null, hiredStartedAt: null };

/** What a connection that read nothing yet knows of the lists. */
export const nothingListed = { ...noPlaces, offersWatermark: null, comparedAt: null, hiredWatermark: null, hiredComparedAt: null };

/** Stores how far lists are read, in the transaction that commits their pages; does nothing where none is given. */
export async function savePlaces(tx: TenantTx, integrationId: string, places: ReadonlyMap<ListName, ListPlace>): Promise<void> {
  if (places.size === 0) return;
  const data = [...places].map(([list, { watermark, comparedAt, startedAt, next }]) =>
    list === "offers"
      ? { offersWatermark: watermark, comparedAt, listingStartedAt: startedAt, listingNext: next }
      : { hiredWatermark: watermark, hiredComparedAt: comparedAt, hiredStartedAt: startedAt, hiredNext: next },
  );
  await tx.partnerIntegration.updateMany({ where: { id: integrationId }, data: Object.assign({}, ...data) });
}

/** Drops the places of the listings under way, so that the next sync begins at the watermarks. */
export async function dropPlaces(tx: TenantTx, integrationId: string): Promise<void> {
  await tx.partnerIntegration.updateMany({ where: { id: integrationId }, data: noPlaces });
}

/** Has the next sync read every hired application again, changed or not. */
export async function listHiredAgain(tx: TenantTx, integrationId: string): Promise<void> {
  await tx.partnerIntegration.updateMany({
    where: { id: integrationId },
    data: { hiredWatermark: null, hiredNext: null, hiredStartedAt: null },
  });
}

/** Has the next sync list the offers from this moment on. */
export async function listOffersFrom(tx: TenantTx, integrationId: string, offersWatermark: Date | null): Promise<void> {
  await tx.partnerIntegration.updateMany({
    where: { id: integrationId },
    data: { offersWatermark, listingStartedAt: null, listingNext: null },
  });
}
