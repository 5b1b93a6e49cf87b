import type { TrackedApplication } from "@/lib/offers/data";
import { type OfferState, PAY_DIGEST } from "@/lib/offers/rules";
import { column, nullable } from "@/lib/platform/columns";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import type { ApplicationId, CandidateId, OfferId } from "@/lib/platform/ids";
import { upsertRows } from "@/lib/platform/upsert";

const applicationTable = {
  name: "AcceptedApplication",
  columns: {
    applicationId: column.bigint<ApplicationId>(),
    candidateId: column.bigint<CandidateId>(),
    hired: column.boolean(),
    hiredByOffer: column.boolean(),
    applicationUpdatedAt: nullable(column.moment()),
    announcedGone: nullable(column.enumeration<"person" | "application">("Gone")),
    announcements: column.int(),
    firstSeenAt: column.moment(),
    lastCheckedAt: nullable(column.moment()),
    nextCheckAt: nullable(column.moment()),
    readAt: nullable(column.moment()),
  },
};

// What a webhook announced since the rows were read stays: they are looked at again.
const unlessAnnounced = (name: string) =>
  `CASE WHEN "AcceptedApplication"."announcements" = excluded."announcements" THEN excluded."${name}" ELSE "AcceptedApplication"."${name}" END`;
const announced = Object.fromEntries(
  (["candidateId", "nextCheckAt", "readAt", "announcedGone"] as const).map((name) => [name, unlessAnnounced(name)]),
);

/** Stores what is tracked of these applications, in one statement whatever their number. */
export function trackApplications(
  tx: TenantTx,
  organizationId: OrganizationId,
  applications: readonly TrackedApplication[],
): Promise<void> {
  return upsertRows(tx, organizationId, applicationTable, applications, {
    key: ["applicationId"],
    keep: ["firstSeenAt", "announcements"],
    set: announced,
  });
}

const offerTable = {
  name: "Offer",
  columns: {
    id: column.bigint<OfferId>(),
    applicationId: column.bigint<ApplicationId>(),
    candidateId: column.bigint<CandidateId>(),
    version: column.int(),
    status: column.enumeration<OfferState["status"]>("OfferStatus"),
    startsOn: nullable(column.text()),
    customValues: column.json<OfferState["customValues"]>(),
    resolvedAt: nullable(column.moment()),
    greenhouseUpdatedAt: column.moment(),
  },
};

/** Stores these offer versions; their applications are tracked already. */
export function storeOffers(tx: TenantTx, organizationId: OrganizationId, offers: readonly OfferState[]): Promise<void> {
  const rows = offers.map(({ updatedAt, pay: _, ...offer }) => ({ ...offer, greenhouseUpdatedAt: updatedAt }));
  return upsertRows(tx, organizationId, offerTable, rows, { key: ["id"] });
}

const rejectedOfferTable = {
  name: "RejectedOffer",
  columns: { id: column.text(), changedAt: nullable(column.moment()), lastSeenAt: column.moment() },
};

/** Stores offers that could not be read, so that the next listing begins early enough to meet them again. */
export function storeRejectedOffers(
  tx: TenantTx,
  organizationId: OrganizationId,
  rejected: readonly { id: string; changedAt: Date | null }[],
  now: Date,
): Promise<void> {
  // One offer may be met twice on a page, and one statement changes a row once.
  const rows = new Map(rejected.map(({ id, changedAt }) => [id, { id, changedAt, lastSeenAt: now }]));
  return upsertRows(tx, organizationId, rejectedOfferTable, [...rows.values()], {
    key: ["id"],
    set: { attempts: '"RejectedOffer"."attempts" + 1' },
  });
}

/** Forgets rejections of offers that were read now. */
export async function forgetRejectedOffers(tx: TenantTx, offerIds: readonly OfferId[]): Promise<void> {
  await tx.rejectedOffer.deleteMany({ where: { id: { in: offerIds.map(String) } } });
}

/** Forgets an application with its offers. */
export async function forgetApplication(tx: TenantTx, applicationId: ApplicationId): Promise<void> {
  await tx.offer.deleteMany({ where: { applicationId } });
  await tx.acceptedApplication.deleteMany({ where: { applicationId } });
}

/** Has each offer that says something of pay be news once it is listed again. */
export async function forgetDigests(tx: TenantTx): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Offer" SET "customValues" = "customValues" - ${PAY_DIGEST}::text
    WHERE "organizationId" = (SELECT current_organization()) AND "customValues" ? ${PAY_DIGEST}::text`;
}

/** Makes everyone who is still looked at due to be read again, because something else is taken from Greenhouse than before. */
export async function rereadEveryone(tx: TenantTx, now: Date): Promise<void> {
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
 * Makes the tracked rows of these applications and people due immediately, because Greenhouse announced a change. Returns their
 * number; what is not tracked yet is not created.
 */
export async function recheckAnnounced(
  tx: TenantTx,
  announced: { applicationIds: readonly ApplicationId[]; candidateIds: readonly CandidateId[] },
  now: Date,
): Promise<number> {
  const { count } = await tx.acceptedApplication.updateMany({
    where: {
      OR: [{ applicationId: { in: announced.applicationIds.map(BigInt) } }, { candidateId: { in: announced.candidateIds.map(BigInt) } }],
    },
    data: { nextCheckAt: now, readAt: null, announcements: { increment: 1 } },
  });
  return count;
}

/** Notes that a webhook announced the deletion of these people, or of these applications. */
export async function noteAnnouncedGone(
  tx: TenantTx,
  gone: { candidateIds: readonly CandidateId[] } | { applicationIds: readonly ApplicationId[] },
): Promise<void> {
  const where =
    "candidateIds" in gone
      ? { candidateId: { in: gone.candidateIds.map(BigInt) } }
      : { applicationId: { in: gone.applicationIds.map(BigInt) } };
  await tx.acceptedApplication.updateMany({ where, data: { announcedGone: "candidateIds" in gone ? "person" : "application" } });
}

/** Has the applications of a candidate who was merged into another one be read as that one's. */
export async function repointMerged(tx: TenantTx, from: CandidateId, to: CandidateId): Promise<void> {
  await tx.acceptedApplication.updateMany({ where: { candidateId: from }, data: { candidateId: to } });
}
