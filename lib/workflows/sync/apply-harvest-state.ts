import type { CustomField, PersonResult } from "@/lib/greenhouse/connector";
import { hiresOfApplications } from "@/lib/hires/data";
import { applyHeard } from "@/lib/hires/intake";
import type { HireStatus } from "@/lib/hires/schema";
import type { HireDraft } from "@/lib/hires/status";
import type { TrackedApplication } from "@/lib/offers/data";
import { storeOffers, trackApplications } from "@/lib/offers/mutations";
import { acceptedOffer, type CheckReason, nextCheckAt } from "@/lib/offers/rules";
import { isDay } from "@/lib/platform/calendar";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { readSetting } from "@/lib/settings/data";
import { recordCustomFields } from "@/lib/settings/mutations";
import type { CustomFieldSource, FieldMapping, CustomField as MetField } from "@/lib/settings/schema";
import type { SyncRejection } from "@/lib/sync-runs/schema";
import type { ApplicationCheck } from "@/lib/workflows/sync/application-check";
import type { StepResult } from "@/lib/workflows/sync/run-context";
import { toNewHireDraft } from "@/lib/workflows/sync/to-new-hire-draft";

type Verdict =
  | { kind: "hired"; draft: HireDraft }
  | { kind: "not_hired" }
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
  { organizationId, greenhouseTime }: { organizationId: OrganizationId; greenhouseTime: Date | null },
  checks: readonly ApplicationCheck[],
  people: ReadonlyMap<number, PersonResult>,
  now: Date,
): Promise<StepResult> {
  const { mappings } = (await readSetting(tx, "field_mapping")).value;
  const verdicts = new Map(checks.map((check) => [check.applicationId, verdictOn(check, people.get(check.applicationId), mappings)]));
  const heard = [...verdicts].flatMap(([applicationId, verdict]) => {
    if (verdict.kind === "hired") return { applicationId, draft: verdict.draft };
    return verdict.kind === "not_hired" ? { applicationId, draft: null } : [];
  });
  const rejected = [...verdicts.values()].flatMap((verdict) => (verdict.kind === "unknown" ? [verdict.rejection] : []));

  const { counts, states, changes } = await applyHeard(tx, organizationId, heard, now);
  await recordCustomFields(tx, organizationId, metFields(checks, people));
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
    const isWaitedFor = hire ? hire.suspendedAt !== null : accepted !== null;
    const reason: CheckReason = isWaitedFor ? "waiting" : hire ? checkReasons[hire.status] : "over";
    const startDate = hire ? hire.values.startDate : startDayOf(accepted?.startsOn ?? null);
    return {
      applicationId,
      candidateId: verdict?.kind === "hired" ? verdict.draft.candidateId : check.candidateId,
      hired: verdict?.kind === "hired" || (verdict?.kind === "unchanged" && check.tracked?.hired === true),
      firstSeenAt,
      lastCheckedAt: now,
      nextCheckAt: nextCheckAt(reason, { firstSeenAt, startDate, now }),
      // Who could not be read is read again whatever Greenhouse says of changes.
      readAt: verdict?.kind === "unknown" ? null : (greenhouseTime ?? check.tracked?.readAt ?? null),
    };
  });
  await trackApplications(tx, organizationId, tracked);
  await storeOffers(
    tx,
    organizationId,
    checks.flatMap((check) => check.changed),
  );
  const read = new Set(checks.filter((check) => people.has(check.applicationId)).map((check) => check.candidateId));
  const same = unchanged.filter((check) => check.tracked?.hired).length;
  return {
    counts: { ...counts, unchanged: counts.unchanged + same, candidatesFetched: read.size },
    rejected,
    changes,
  };
}

/** The custom fields that these records have; those of a person who is new count as one more hire each. */
function metFields(checks: readonly ApplicationCheck[], people: ReadonlyMap<number, PersonResult>): MetField[] {
  const met = new Map<string, MetField>();
  const note = (from: CustomFieldSource, fields: readonly CustomField[], isNew: boolean) => {
    for (const { key, name, value } of fields) {
      const field = met.get(`${from} ${key}`) ?? { from, key, name, seen: 0 };
      met.set(`${from} ${key}`, { ...field, seen: field.seen + (isNew && value !== null ? 1 : 0) });
    }
  };
  for (const { applicationId, offerFields, tracked } of checks) {
    const result = people.get(applicationId);
    if (result?.kind !== "hired") continue;
    note("candidate", result.candidate.customFields, !tracked);
    note("application", result.applicationFields, !tracked);
    note("offer", offerFields ?? [], !tracked);
  }
  return [...met.values()];
}

function verdictOn(check: ApplicationCheck, result: PersonResult | undefined, mappings: readonly FieldMapping[]): Verdict {
  const accepted = acceptedOffer(check.offers);
  // Rescinded, rejected or deprecated: no need to ask about the person.
  if (!accepted) return { kind: "not_hired" };
  if (!result) return { kind: "unchanged" };
  if (result.kind === "unreadable") return { kind: "unknown", rejection: result.rejected };
  if (result.kind === "not_hired") return result;
  return { kind: "hired", draft: toNewHireDraft({ ...result, offer: accepted }, mappings) };
}

function startDayOf(text: string | null): string | null {
  return text !== null && isDay(text) ? text : null;
}
