import type { PartnerIntegration } from "@/prisma/generated/client";

/** The lists of Greenhouse that a sync reads by last change. */
export type ListName = "offers" | "hired";

/** How far a sync has read one list. */
export interface ListPlace {
  /** What changed before this moment, by Greenhouse's clock, has been applied; null before the first listing. */
  watermark: Date | null;
  /** When the whole list was read last. */
  comparedAt: Date | null;
  /** The listing under way: when it began by Greenhouse's clock, and the address where it goes on. */
  startedAt: Date | null;
  next: string | null;
}

/** Returns how far a list was read when the connection was loaded. */
export function placeOf(integration: PartnerIntegration, list: ListName): ListPlace {
  if (list === "offers") {
    const { offersWatermark, comparedAt, listingStartedAt, listingNext } = integration;
    return { watermark: offersWatermark, comparedAt, startedAt: listingStartedAt, next: listingNext };
  }
  const { hiredWatermark, hiredComparedAt, hiredStartedAt, hiredNext } = integration;
  return { watermark: hiredWatermark, comparedAt: hiredComparedAt, startedAt: hiredStartedAt, next: hiredNext };
}
