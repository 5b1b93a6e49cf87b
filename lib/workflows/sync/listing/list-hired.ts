import type { ListPlace } from "@/lib/connections/listing/data";
import { savePlaces } from "@/lib/connections/listing/mutations";
import type { HiredPage, ListedApplication, PersonRequest } from "@/lib/greenhouse/connector";
import { erasedApplications } from "@/lib/hires/data";
import type { TrackedApplication } from "@/lib/offers/data";
import { trackApplications } from "@/lib/offers/mutations";
import { acceptedOffer } from "@/lib/offers/rules";
import { utcDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import type { ApplicationId } from "@/lib/platform/ids";
import { type ApplicationCheck, applicationChecks } from "@/lib/workflows/sync/application-check";
import { isBeforeGoLive, requestsOf } from "@/lib/workflows/sync/hired-people";
import type { PeopleReader } from "@/lib/workflows/sync/listing/people-reader";
import { walkList } from "@/lib/workflows/sync/listing/walk-list";
import type { RunContext } from "@/lib/workflows/sync/run/run-context";

/**
 * Reads the hired applications that changed, with an accepted offer or without, and the people behind those that are news. Does
 * nothing where Greenhouse does not list them. Comes after the offers, which it finds stored; who has an accepted offer and is not in
 * this list is read once by `checkAgain`, which tells a person who is not hired yet from one who can't be read.
 */
export async function listHired(run: RunContext, people: PeopleReader): Promise<void> {
  const { hiredPage } = run.connector;
  if (!hiredPage) return;
  await walkList<HiredPage>(run, {
    list: "hired",
    read: hiredPage,
    retryFrom: null,
    take: async (page, place) => {
      const isLast = page.next === null;
      const { checks, fallen } = await newsOf(run, page, people.waiting);
      await people.read(checks, { isLast, tellsTotal: isLast, commit: closingOf(run, page, fallen, place) });
    },
  });
}

function closingOf(run: RunContext, page: HiredPage, fallen: readonly TrackedApplication[], place: ListPlace): () => Promise<void> {
  return async () => {
    if (requestsOf(page).length + page.rejected.length === 0) return run.storePlaceLater("hired", place);
    await run.step(async (tx) => {
      await trackApplications(tx, run.organizationId, fallen);
      await savePlaces(tx, run.integration.id, new Map([["hired", place]]));
      return { counts: {}, rejected: page.rejected };
    });
  };
}

interface PagePlan {
  /** Applications that are news: their people are read. */
  checks: (ApplicationCheck & PersonRequest)[];
  /** Those whose offer fell although Greenhouse still says hired, met for the first time: a later change is a new hire, without an offer. */
  fallen: TrackedApplication[];
}

async function newsOf(run: RunContext, page: HiredPage, waiting: ReadonlyMap<ApplicationId, ApplicationCheck>): Promise<PagePlan> {
  const fallen: TrackedApplication[] = [];
  const goLive = utcDay(run.integration.inviteFrom ?? run.startedAt);
  const requests = requestsOf(page);
  if (requests.length === 0) return { checks: [], fallen };
  const ids = requests.map(({ applicationId }) => applicationId);
  const { erased, known } = await inOrganization(run.organizationId, async (tx) => ({
    erased: await erasedApplications(tx, ids),
    known: new Map((await applicationChecks(tx, ids)).map((check) => [check.applicationId, check])),
  }));
  const checks = requests.flatMap((request) => {
    const { applicationId, listed } = request;
    if (erased.has(applicationId) || run.trial?.settled.has(applicationId)) return [];
    const check = waiting.get(applicationId) ?? run.trial?.recheck.get(applicationId) ?? known.get(applicationId);
    run.trial?.recheck.delete(applicationId);
    let tracked = check?.tracked ?? null;
    if (listed && isApplied(listed, tracked)) return [];
    if (!check && listed && isBeforeGoLive(listed.updatedAt, goLive)) return [];
    if (tracked?.hiredByOffer && !acceptedOffer(check?.offers ?? [])) {
      const before = tracked.applicationUpdatedAt;
      if (!before && listed) fallen.push({ ...tracked, applicationUpdatedAt: listed.updatedAt });
      if (!before || !listed?.updatedAt || listed.updatedAt <= before) return [];
      tracked = { ...tracked, hiredByOffer: false };
    }
    return { ...request, offers: check?.offers ?? [], changed: check?.changed ?? [], tracked };
  });
  return { checks, fallen };
}

/** Whether this change of the application was applied already: a list begins a little before its watermark. */
function isApplied({ updatedAt }: ListedApplication, tracked: TrackedApplication | null): boolean {
  return Boolean(tracked?.hired && tracked.applicationUpdatedAt && updatedAt && updatedAt <= tracked.applicationUpdatedAt);
}
