import { DAY_MS, HOUR_MS, MINUTE_MS, startOf } from "@/lib/platform/calendar";
import type { ApplicationId, CandidateId, OfferId } from "@/lib/platform/ids";
/** An offer version as we keep it. */
export interface OfferState {
  id: OfferId;
  applicationId: ApplicationId;
  candidateId: CandidateId;
  version: number;
  status: "unresolved" | "accepted" | "rejected" | "deprecated";
  startsOn: string | null;
  /** Values of custom fields that a mapping uses, by key. */
  customValues: Readonly<Record<string, string | null>>;
  /** What fields that were chosen as compensation say, of an offer that was listed just now. It is kept sealed, apart from the offer. */
  pay?: Readonly<Record<string, string | null>>;
  resolvedAt: Date | null;
  updatedAt: Date;
}

/** Under which key an offer keeps a digest of what it says of pay. No key of Greenhouse's has a space. */
export const PAY_DIGEST = "pay digest";

/** Returns the version that counts: the highest accepted one; null when none is, or no longer. */
export function acceptedOffer(versions: readonly OfferState[]): OfferState | null {
  return versions.reduce<OfferState | null>(
    (best, offer) => (offer.status === "accepted" && (best === null || offer.version > best.version) ? offer : best),
    null,
  );
}

/** What we hold of an application's offers after hearing of some of them again; older news never replaces newer. */
export function mergeOffers(held: readonly OfferState[], heard: readonly OfferState[]): { all: OfferState[]; changed: OfferState[] } {
  const all = new Map(held.map((offer) => [offer.id, offer]));
  const changed: OfferState[] = [];
  for (const offer of heard) {
    const known = all.get(offer.id);
    if (known && (known.updatedAt > offer.updatedAt || sameOffer(known, offer))) continue;
    all.set(offer.id, offer);
    changed.push(offer);
  }
  return { all: [...all.values()], changed };
}

function sameOffer(a: OfferState, b: OfferState): boolean {
  return (
    a.updatedAt.getTime() === b.updatedAt.getTime() &&
    a.version === b.version &&
    a.status === b.status &&
    a.applicationId === b.applicationId &&
    a.candidateId === b.candidateId &&
    a.startsOn === b.startsOn &&
    sameValues(a.customValues, b.customValues)
  );
}

function sameValues(a: OfferState["customValues"], b: OfferState["customValues"]): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => a[key] === b[key]);
}

/**
 * How a person stands with us, for deciding when Greenhouse is asked about them again:
 * `waiting` for the hire, `listed` (waiting, and each sync lists who is hired), `incomplete`, `complete` (invited or held back), or `over`
 * (started, withdrawn by hand, excluded).
 */
export type CheckReason = "waiting" | "listed" | "incomplete" | "complete" | "over";

/**
 * Returns when a candidate is checked again. A Harvest v1 key can list offers only, and a change of the candidate does not touch
 * the offer, so this is the only way to see a corrected email or a hire made after the offer. The wait grows with
 * half the age, and the nearer the start date the shorter it may get. Null: never automatically.
 */
export function nextCheckAt(
  reason: CheckReason,
  { firstSeenAt, startDate, now }: { firstSeenAt: Date; startDate: string | null; now: Date },
): Date | null {
  if (reason === "over") return null;
  const age = Math.max(0, now.getTime() - firstSeenAt.getTime());
  const untilStart = startDate === null ? null : startOf(startDate).getTime() - now.getTime();
  const longPast = untilStart !== null && untilStart < -30 * DAY_MS;
  if (reason === "complete") {
    if (longPast || (startDate === null && age > 180 * DAY_MS)) return null;
    return new Date(now.getTime() + Math.min(Math.max(age / 2, HOUR_MS), DAY_MS));
  }
  if (age > 180 * DAY_MS && (longPast || untilStart === null)) return null;
  if (reason === "listed") return new Date(now.getTime() + DAY_MS);
  return new Date(now.getTime() + Math.min(age / 2, longestWait(untilStart)));
}

function longestWait(untilStart: number | null): number {
  if (untilStart === null) return 12 * HOUR_MS;
  if (untilStart < -30 * DAY_MS) return 7 * DAY_MS;
  if (untilStart <= 3 * DAY_MS) return 15 * MINUTE_MS;
  if (untilStart <= 14 * DAY_MS) return 2 * HOUR_MS;
  return 12 * HOUR_MS;
}
