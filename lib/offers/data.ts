import type { OfferState } from "@/lib/offers/rules";
import { daysLater } from "@/lib/platform/calendar";
import type { TenantTx } from "@/lib/platform/db";
import { type ApplicationId, asApplicationId, asCandidateId, asOfferId, type CandidateId } from "@/lib/platform/ids";

/** The offers we hold of these applications. */
export async function storedOffers(tx: TenantTx, applicationIds: readonly ApplicationId[]): Promise<OfferState[]> {
  const rows = await tx.offer.findMany({ where: { applicationId: { in: applicationIds.map(BigInt) } } });
  return rows.map((row) => ({
    id: asOfferId(row.id),
    applicationId: asApplicationId(row.applicationId),
    candidateId: asCandidateId(row.candidateId),
    version: row.version,
    status: row.status,
    startsOn: row.startsOn,
    // Written by storeOffers only.
    customValues: row.customValues as OfferState["customValues"],
    resolvedAt: row.resolvedAt,
    updatedAt: row.greenhouseUpdatedAt,
  }));
}

export interface TrackedApplication {
  applicationId: ApplicationId;
  candidateId: CandidateId;
  hired: boolean;
  /** It was hired while an offer stood as accepted: that offer's end ends the hire, and without another one it is not hired again. */
  hiredByOffer: boolean;
  /** The change of the application that was applied last; null: not known. */
  applicationUpdatedAt: Date | null;
  /** What a webhook said was deleted: believed only where Greenhouse does not show it either. */
  announcedGone: "person" | "application" | null;
  /** How often a webhook announced something of it, when this was read. */
  announcements: number;
  firstSeenAt: Date;
  lastCheckedAt: Date | null;
  nextCheckAt: Date | null;
  /** By Greenhouse's clock: what changed about the person before this has been seen; null: the person must be read. */
  readAt: Date | null;
}

/** What we track of these applications; those never heard of are absent. */
export async function trackedApplications(
  tx: TenantTx,
  applicationIds: readonly ApplicationId[],
): Promise<Map<ApplicationId, TrackedApplication>> {
  const rows = await tx.acceptedApplication.findMany({ where: { applicationId: { in: applicationIds.map(BigInt) } } });
  return new Map(
    rows.map((row) => [
      asApplicationId(row.applicationId),
      { ...row, applicationId: asApplicationId(row.applicationId), candidateId: asCandidateId(row.candidateId) },
    ]),
  );
}

/**
 * The applications to look at again, longest due first. `evenIfNotDue` adds those that wait for something (a hire, a
 * missing field) whatever their turn: a person pressed the button because something changed.
 */
export async function applicationsToCheck(
  tx: TenantTx,
  { now, limit, evenIfNotDue }: { now: Date; limit: number; evenIfNotDue: boolean },
): Promise<{ applicationId: ApplicationId; candidateId: CandidateId }[]> {
  const rows = await tx.$queryRaw<{ applicationId: bigint; candidateId: bigint }[]>`
    SELECT a."applicationId", a."candidateId"
    FROM "AcceptedApplication" a
    LEFT JOIN "NewHire" h ON h."organizationId" = a."organizationId" AND h."applicationId" = a."applicationId"
    WHERE a."nextCheckAt" IS NOT NULL
      AND (a."nextCheckAt" <= ${now} OR (${evenIfNotDue} AND (NOT a."hired" OR h."status" = 'pending')))
      AND (a."lastCheckedAt" IS NULL OR a."lastCheckedAt" < ${now})
    ORDER BY a."nextCheckAt", a."applicationId"
    LIMIT ${limit}`;
  return rows.map((row) => ({ applicationId: asApplicationId(row.applicationId), candidateId: asCandidateId(row.candidateId) }));
}

/** Where the next listing must begin to meet the unreadable offers again; undefined when none is due. `null`: from the start. */
export async function retryListingFrom(tx: TenantTx, now: Date): Promise<Date | null | undefined> {
  const aDayAgo = daysLater(now, -1);
  const due = await tx.rejectedOffer.findMany({
    // Three runs in a row, then once a day: an offer that stays unreadable must not make every run list it again.
    where: { OR: [{ attempts: { lte: 3 } }, { lastSeenAt: { lt: aDayAgo } }] },
    select: { changedAt: true },
  });
  if (due.length === 0) return undefined;
  if (due.some((one) => one.changedAt === null)) return null;
  return new Date(Math.min(...due.map((one) => one.changedAt?.getTime() ?? 0)));
}

/** Returns how many applications with an accepted offer Greenhouse did not show, or not readably, when they were checked last. */
export function applicationsNotShown(tx: TenantTx): Promise<number> {
  return tx.acceptedApplication.count({ where: { hired: false, readAt: null, lastCheckedAt: { not: null } } });
}

/** When the offer that changed longest ago, of those that are held, did so; null where none is held. */
export async function oldestStoredOffer(tx: TenantTx): Promise<Date | null> {
  const { _min } = await tx.offer.aggregate({ _min: { greenhouseUpdatedAt: true } });
  return _min.greenhouseUpdatedAt;
}
