import { PORTAL } from "@/lib/audit/actions";
import { storePay } from "@/lib/compensation/mutations";
import type { PersonResult } from "@/lib/greenhouse/connector";
import type { HireStatus } from "@/lib/hires/codes";
import { hiresOfApplications } from "@/lib/hires/data";
import { applyHeard } from "@/lib/hires/intake";
import type { HireDraft } from "@/lib/hires/status";
import type { TrackedApplication } from "@/lib/offers/data";
import { trackApplications } from "@/lib/offers/mutations";
import { acceptedOffer, type CheckReason, nextCheckAt } from "@/lib/offers/rules";
import { isDay } from "@/lib/platform/calendar";
import type { TenantTx } from "@/lib/platform/db";
import { readMappings, readSetting } from "@/lib/settings/data";
import type { Mapping } from "@/lib/settings/mapping/rules";
import type { CustomField } from "@/lib/settings/mapping/schema";
import { recordCustomFields } from "@/lib/settings/mutations";
import type { SyncRejection } from "@/lib/sync-runs/schema";
import { payOfPerson, storeHeardOffers } from "@/lib/workflows/compensation/heard-pay";
import { erasePerson } from "@/lib/workflows/operate/erase-hire";
import { type ApplicationCheck, isStanding } from "@/lib/workflows/sync/application-check";
import { CustomFieldCount } from "@/lib/workflows/sync/met-fields";
import type { RunContext, StepResult } from "@/lib/workflows/sync/run/run-context";
import { toNewHireDraft } from "@/lib/workflows/sync/to-new-hire-draft";

type Verdict =
  | { kind: "hired"; draft: HireDraft }
  | { kind: "not_hired" }
  /** Greenhouse anonymized or deleted the person. */
  | { kind: "erased" }
  | { kind: "unknown"; rejection: SyncRejection }
  /** Greenhouse says that nothing changed since the person was read. */
  | { kind: "unchanged" };

/** How a hire that was just settled is looked at from now on. */
const checkReasons: Record<HireStatus, CheckReason> = {
  pending: "incomplete",
  on_hold: "complete",
  invited: "complete",
  started: "over",
  withdrawn: "waiting",
  excluded: "complete",
};

/**
 * Decides about applications with what Greenhouse says of their people, in the caller's transaction: a hired one becomes
 * or updates a hire, one that is not or no longer hired is withdrawn or waited for, an unreadable one is rejected with its
 * reason and tried again at the next check. People who are not in `people` have not changed since they were read. Idempotent.
 */
export async function applyHarvestState(
  tx: TenantTx,
  { organizationId, greenhouseTime, connector }: Pick<RunContext, "organizationId" | "greenhouseTime" | "connector">,
  checks: readonly ApplicationCheck[],
  people: ReadonlyMap<number, PersonResult>,
  now: Date,
): Promise<StepResult> {
  const given = { mappings: await readMappings(tx), listsHired: connector.hiredPage !== null };
  const verdicts = new Map(checks.map((check) => [check.applicationId, verdictOn(check, people.get(check.applicationId), given)]));
  const heard = [...verdicts].flatMap(([applicationId, verdict]) => {
    if (verdict.kind === "hired") return { applicationId, draft: verdict.draft };
    const isErased = verdict.kind === "erased";
    return isErased || verdict.kind === "not_hired" ? { applicationId, draft: null, isErased } : [];
  });
  const rejected = [...verdicts.values()].flatMap((verdict) => (verdict.kind === "unknown" ? [verdict.rejection] : []));

  const { counts, states, changes } = await applyHeard(tx, organizationId, heard, now);
  await recordCustomFields(tx, organizationId, customFieldsOf(checks, people));
  const unchanged = checks.filter((check) => verdicts.get(check.applicationId)?.kind === "unchanged");
  const untouched = await hiresOfApplications(
    tx,
    unchanged.map((check) => check.applicationId),
  );
  const stateOf = new Map([...untouched.map(({ state }) => state), ...states].map((state) => [state.applicationId, state]));

  const tracked = checks.map((check): TrackedApplication => {
    const { applicationId } = check;
    const verdict = verdicts.get(applicationId);
    const firstSeenAt = check.tracked?.firstSeenAt ?? now;
    const hire = stateOf.get(applicationId);
    const accepted = acceptedOffer(check.offers);
    const isUnknown = verdict?.kind === "unknown";
    const isWaitedFor = hire ? hire.suspendedAt !== null : accepted !== null || isUnknown;
    // A list of who is hired has nothing to say of someone who could not be read.
    const waiting: CheckReason = connector.hiredPage && !isUnknown ? "listed" : "waiting";
    const isKnown: CheckReason = hire ? checkReasons[hire.status] : "over";
    const reason: CheckReason = verdict?.kind === "erased" ? "over" : isWaitedFor ? waiting : isKnown;
    const startDate = hire ? hire.values.startDate : startDayOf(accepted?.startsOn ?? null);
    return {
      applicationId,
      candidateId: verdict?.kind === "hired" ? verdict.draft.candidateId : check.candidateId,
      announcedGone: verdict?.kind === "hired" ? null : (check.tracked?.announcedGone ?? null),
      announcements: check.tracked?.announcements ?? 0,
      // Someone who could not be read, or was anonymized, is no less hired for it.
      hired: verdict?.kind === "hired" || (verdict?.kind !== "not_hired" && check.tracked?.hired === true),
      hiredByOffer: isHiredByOffer(check, people.get(applicationId)),
      applicationUpdatedAt: updatedAtOf(people.get(applicationId)) ?? check.tracked?.applicationUpdatedAt ?? null,
      firstSeenAt,
      lastCheckedAt: now,
      nextCheckAt: nextCheckAt(reason, { firstSeenAt, startDate, now }),
      // Who could not be read is read again whatever Greenhouse says of changes.
      readAt: isUnknown ? null : (greenhouseTime ?? check.tracked?.readAt ?? null),
    };
  });
  await trackApplications(tx, organizationId, tracked);
  await storeHeardOffers(
    tx,
    organizationId,
    checks.flatMap((check) => check.changed),
  );
  const payFields = (await readSetting(tx, "compensation")).value.fields;
  await storePay(
    tx,
    organizationId,
    checks.flatMap(({ applicationId }) => payOfPerson(applicationId, people.get(applicationId), payFields)),
  );
  // Of this step alone, whose hires are locked; the clock erases the others.
  const due = changes.filter(({ next }) => next.eraseAt && next.eraseAt <= now);
  for (const { id } of due) await erasePerson(tx, { organizationId, userId: null, name: PORTAL }, id);
  const read = new Set(checks.filter((check) => people.has(check.applicationId)).map((check) => check.candidateId));
  const same = unchanged.filter((check) => check.tracked?.hired).length;
  return {
    counts: { ...counts, unchanged: counts.unchanged + same, candidatesFetched: read.size },
    rejected,
    changes,
  };
}

/** The custom fields of people and applications; those of a person who is new count as one more hire each. */
function customFieldsOf(checks: readonly ApplicationCheck[], people: ReadonlyMap<number, PersonResult>): CustomField[] {
  const count = new CustomFieldCount();
  for (const { applicationId, tracked } of checks) {
    const result = people.get(applicationId);
    if (result?.kind !== "hired") continue;
    const isNew = !tracked?.hired;
    count.add("candidate", result.candidate.customFields, { isNew });
    count.add("application", result.applicationFields, { isNew });
    count.add("job", result.job.customFields ?? [], { isNew });
  }
  return count.met();
}

function verdictOn(
  check: ApplicationCheck,
  result: PersonResult | undefined,
  { mappings, listsHired }: { mappings: readonly Mapping[]; listsHired: boolean },
): Verdict {
  const accepted = acceptedOffer(check.offers);
  if (isErased(check, result)) return { kind: "erased" };
  // Rescinded, rejected or deprecated: no need to ask about the person.
  if (!isStanding(check, listsHired) && !(result && listsHired && !check.tracked?.hiredByOffer)) return { kind: "not_hired" };
  if (!result) return { kind: "unchanged" };
  if (result.kind === "unreadable") {
    return check.tracked?.announcedGone === "application" ? { kind: "not_hired" } : { kind: "unknown", rejection: result.rejected };
  }
  if (result.kind !== "hired") return { kind: "not_hired" };
  const { applicationId } = check;
  return { kind: "hired", draft: toNewHireDraft({ ...result, applicationId, offer: accepted }, mappings) };
}

/**
 * Whether Greenhouse anonymized the person, or deleted them: that a record is not shown may mean that it is private, so a webhook must have
 * said so, too.
 */
function isErased({ tracked }: ApplicationCheck, result: PersonResult | undefined): boolean {
  if (result?.kind === "unreadable") return tracked?.announcedGone === "person" && !result.isShown;
  return result?.kind === "anonymized";
}

/** Whether the hire stands and falls with an accepted offer. Someone who was unhired may be hired again without one. */
function isHiredByOffer({ offers, tracked }: ApplicationCheck, result: PersonResult | undefined): boolean {
  if (result?.kind === "not_hired") return false;
  return (result?.kind === "hired" && acceptedOffer(offers) !== null) || tracked?.hiredByOffer === true;
}

function updatedAtOf(result: PersonResult | undefined): Date | null {
  return result?.kind === "hired" ? result.updatedAt : null;
}

function startDayOf(text: string | null): string | null {
  return text !== null && isDay(text) ? text : null;
}
