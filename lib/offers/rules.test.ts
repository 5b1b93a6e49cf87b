import { describe, expect, it } from "vitest";
import { acceptedOffer, type CheckReason, mergeOffers, nextCheckAt, type OfferState } from "@/lib/offers/rules";
import { DAY_MS, daysLater, HOUR_MS, MINUTE_MS, utcDay } from "@/lib/platform/calendar";
import { asApplicationId, asCandidateId, asOfferId } from "@/lib/platform/ids";

type Given = Partial<Omit<OfferState, "id" | "candidateId"> & { id: number; candidateId: number }>;

function offer({ id = 1, candidateId = 22, ...rest }: Given): OfferState {
  return {
    id: asOfferId(id),
    applicationId: asApplicationId(11),
    candidateId: asCandidateId(candidateId),
    version: 1,
    status: "accepted",
    startsOn: "2027-03-01",
    customValues: {},
    resolvedAt: null,
    updatedAt: new Date("2027-01-01T00:00:00Z"),
    ...rest,
  };
}

describe("the offer that stands", () => {
  it("is the highest accepted version, in whatever order they are listed", () => {
    const versions = [offer({ id: 2, version: 2 }), offer({ id: 3, version: 3 }), offer({ id: 1, version: 1 })];
    expect(acceptedOffer(versions)?.id).toBe(3);
    expect(acceptedOffer(versions.reverse())?.id).toBe(3);
  });

  it("is not one that a newer version took the place of", () => {
    expect(acceptedOffer([offer({ id: 1, version: 1, status: "deprecated" }), offer({ id: 2, version: 2, status: "accepted" })])?.id).toBe(
      2,
    );
  });

  it.each(["unresolved", "rejected", "deprecated"] as const)("is none when all there is is %s", (status) => {
    expect(acceptedOffer([offer({ status })])).toBeNull();
  });

  it("is none without offers", () => {
    expect(acceptedOffer([])).toBeNull();
  });
});

describe("hearing of offers again", () => {
  it("changes nothing when it is what we know", () => {
    const held = [offer({ id: 1 }), offer({ id: 2, version: 2 })];
    expect(mergeOffers(held, structuredClone(held))).toEqual({ all: held, changed: [] });
  });

  it("adds the one we did not know and keeps the others", () => {
    const { all, changed } = mergeOffers([offer({ id: 1, status: "deprecated" })], [offer({ id: 2, version: 2 })]);
    expect(all.map((one) => one.id)).toEqual([1, 2]);
    expect(changed.map((one) => one.id)).toEqual([2]);
  });

  it("replaces what we know with newer news, and never with older", () => {
    const older = offer({ status: "accepted" });
    const newer = offer({ status: "rejected", updatedAt: new Date("2027-01-02T00:00:00Z") });
    expect(mergeOffers([older], [newer])).toEqual({ all: [newer], changed: [newer] });
    expect(mergeOffers([newer], [older])).toEqual({ all: [newer], changed: [] });
  });

  it.each<Given>([
    { status: "rejected" },
    { version: 2 },
    { startsOn: "2027-04-01" },
    { customValues: { employment_type: "Contractor" } },
    { candidateId: 23 },
  ])("takes %o as news even when its time stamp did not move", (difference) => {
    expect(mergeOffers([offer({})], [offer(difference)]).changed).toEqual([offer(difference)]);
  });

  it("changes neither list it was given", () => {
    const held = [offer({ id: 1 })];
    mergeOffers(held, [offer({ id: 2 })]);
    expect(held).toEqual([offer({ id: 1 })]);
  });
});

describe("when a person is looked at again", () => {
  const now = new Date("2027-01-01T00:00:00Z");
  const day = (days: number) => utcDay(daysLater(now, days));

  /** Milliseconds until the next look; null for never. */
  function wait(reason: CheckReason, ageDays: number, startsInDays: number | null): number | null {
    const next = nextCheckAt(reason, {
      firstSeenAt: new Date(now.getTime() - ageDays * DAY_MS),
      startDate: startsInDays === null ? null : day(startsInDays),
      now,
    });
    return next === null ? null : next.getTime() - now.getTime();
  }

  const reasons = ["waiting", "incomplete", "complete"] as const;
  const ages = [0, 0.01, 0.1, 1, 3, 10, 30, 100, 179, 400, 4000];
  const starts = [null, -400, -31, -29, -1, 0, 2, 5, 13, 30, 300];

  it("is never in the past, and never more than a week away", () => {
    for (const reason of reasons) {
      for (const age of ages) {
        for (const start of starts) {
          const next = wait(reason, age, start);
          if (next === null) continue;
          expect(next, `${reason} ${age} ${start}`).toBeGreaterThanOrEqual(0);
          expect(next, `${reason} ${age} ${start}`).toBeLessThanOrEqual(7 * DAY_MS);
        }
      }
    }
  });

  it.each(reasons)("comes less often the longer a person is %s", (reason) => {
    for (const start of starts) {
      const waits = ages.map((age) => wait(reason, age, start) ?? Number.POSITIVE_INFINITY);
      expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    }
  });

  it.each(["waiting", "incomplete"] as const)("comes sooner the nearer the start date of a person who is %s", (reason) => {
    const waits = [-20, 0, 2, 10, 100].map((start) => wait(reason, 60, start) ?? Number.POSITIVE_INFINITY);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(wait(reason, 60, 2)).toBe(15 * MINUTE_MS);
    expect(wait(reason, 60, 10)).toBe(2 * HOUR_MS);
    expect(wait(reason, 60, 100)).toBe(12 * HOUR_MS);
  });

  it("comes at least once a day for one who is invited, so that a rescinded offer is seen", () => {
    for (const age of ages) expect(wait("complete", age, 30)).toBeLessThanOrEqual(DAY_MS);
  });

  it("comes at most once an hour for one who is invited", () => {
    for (const age of ages) expect(wait("complete", age, 30)).toBeGreaterThanOrEqual(HOUR_MS);
  });

  it("ends for those who have started or were set aside", () => {
    expect(wait("over", 0, 1)).toBeNull();
  });

  it("ends a month after the first day of one who is invited, and after half a year where that day is not known", () => {
    expect(wait("complete", 100, -29)).not.toBeNull();
    expect(wait("complete", 100, -32)).toBeNull();
    expect(wait("complete", 179, null)).not.toBeNull();
    expect(wait("complete", 181, null)).toBeNull();
  });

  it("does not end for one who is incomplete while their first day is still to come", () => {
    expect(wait("incomplete", 4000, 30)).toBe(12 * HOUR_MS);
    expect(wait("incomplete", 181, null)).toBeNull();
    expect(wait("incomplete", 181, -31)).toBeNull();
    expect(wait("incomplete", 100, -31)).toBe(7 * DAY_MS);
  });

  it("is a moment also for a date that is none and for a clock that went back", () => {
    const odd = nextCheckAt("incomplete", { firstSeenAt: new Date(now.getTime() - DAY_MS), startDate: "2027-02-30x", now });
    expect(odd?.getTime()).toBeGreaterThan(now.getTime());
    const future = nextCheckAt("complete", { firstSeenAt: new Date(now.getTime() + DAY_MS), startDate: null, now });
    expect(future?.getTime()).toBe(now.getTime() + HOUR_MS);
  });
});
