import type { TrackedApplication } from "@/lib/offers/data";
import type { OfferState } from "@/lib/offers/rules";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";

/** Writes what is tracked of these applications, in one statement whatever their number. */
export async function trackApplications(
  tx: TenantTx,
  organizationId: OrganizationId,
  applications: readonly TrackedApplication[],
): Promise<void> {
  if (applications.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "AcceptedApplication" ("organizationId", "applicationId", "candidateId", "hired", "firstSeenAt", "lastCheckedAt", "nextCheckAt", "readAt")
    SELECT ${organizationId}::uuid, x."applicationId", x."candidateId", x."hired", x."firstSeenAt", x."lastCheckedAt", x."nextCheckAt", x."readAt"
    FROM jsonb_to_recordset(${JSON.stringify(applications)}::jsonb) AS x(
      "applicationId" bigint, "candidateId" bigint, "hired" boolean, "firstSeenAt" timestamptz, "lastCheckedAt" timestamptz, "nextCheckAt" timestamptz, "readAt" timestamptz)
    ON CONFLICT ("organizationId", "applicationId") DO UPDATE SET
      "candidateId" = excluded."candidateId", "hired" = excluded."hired",
      "lastCheckedAt" = excluded."lastCheckedAt", "nextCheckAt" = excluded."nextCheckAt", "readAt" = excluded."readAt"`;
}

/** Keeps these offer versions; their applications are tracked already. */
export async function keepOffers(tx: TenantTx, organizationId: OrganizationId, offers: readonly OfferState[]): Promise<void> {
  if (offers.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "Offer" ("organizationId", "id", "applicationId", "candidateId", "version", "status", "startsOn", "customValues", "resolvedAt", "greenhouseUpdatedAt")
    SELECT ${organizationId}::uuid, x."id", x."applicationId", x."candidateId", x."version", x."status", x."startsOn", x."customValues", x."resolvedAt", x."updatedAt"
    FROM jsonb_to_recordset(${JSON.stringify(offers)}::jsonb) AS x(
      "id" bigint, "applicationId" bigint, "candidateId" bigint, "version" int, "status" "OfferStatus",
      "startsOn" text, "customValues" jsonb, "resolvedAt" timestamptz, "updatedAt" timestamptz)
    ON CONFLICT ("organizationId", "id") DO UPDATE SET
      "applicationId" = excluded."applicationId", "candidateId" = excluded."candidateId", "version" = excluded."version",
      "status" = excluded."status", "startsOn" = excluded."startsOn", "customValues" = excluded."customValues",
      "resolvedAt" = excluded."resolvedAt", "greenhouseUpdatedAt" = excluded."greenhouseUpdatedAt"`;
}

/** Remembers offers that could not be read, so that the next listing begins early enough to meet them again. */
export async function rememberRejectedOffers(
  tx: TenantTx,
  organizationId: OrganizationId,
  rejected: readonly { id: string; changedAt: Date | null }[],
  now: Date,
): Promise<void> {
  for (const { id, changedAt } of rejected) {
    await tx.rejectedOffer.upsert({
      where: { organizationId_id: { organizationId, id } },
      create: { organizationId, id, changedAt, lastSeenAt: now },
      update: { changedAt, lastSeenAt: now, attempts: { increment: 1 } },
      select: { id: true },
    });
  }
}

/** Forgets rejections of offers that were read now. */
export async function forgetRejectedOffers(tx: TenantTx, offerIds: readonly number[]): Promise<void> {
  await tx.rejectedOffer.deleteMany({ where: { id: { in: offerIds.map(String) } } });
}

/** Makes everybody who is still looked at due to be read again, because something else is taken from Greenhouse than before. */
export async function rereadEverybody(tx: TenantTx, now: Date): Promise<void> {
  await tx.acceptedApplication.updateMany({ where: { nextCheckAt: { not: null } }, data: { nextCheckAt: now, readAt: null } });
}

/** Makes every hire that waits for the go-live date due for another look. */
export async function recheckHeldHires(tx: TenantTx, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "AcceptedApplication" a SET "nextCheckAt" = ${now}, "readAt" = NULL
    FROM "NewHire" h
    WHERE h."organizationId" = a."organizationId" AND h."applicationId" = a."applicationId"
      AND h."status" = 'on_hold' AND h."attention" @> ARRAY['before_go_live']`;
}

/**
 * Makes what is tracked of these applications and people due at once, because Greenhouse announced a change. Answers how many
 * that were; one that nobody tracks is not made.
 */
export async function recheckAnnounced(
  tx: TenantTx,
  announced: { applicationIds: readonly number[]; candidateIds: readonly number[] },
  now: Date,
): Promise<number> {
  const { count } = await tx.acceptedApplication.updateMany({
    where: {
      OR: [{ applicationId: { in: announced.applicationIds.map(BigInt) } }, { candidateId: { in: announced.candidateIds.map(BigInt) } }],
    },
    data: { nextCheckAt: now, readAt: null },
  });
  return count;
}
