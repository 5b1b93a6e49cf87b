import { reevaluateHires, remindHires, withdrawOverdue } from "@/lib/hires/intake";
import { closeStarts, dueHires, openHiresAfter, overdueHires } from "@/lib/hires/list/due";
import { SOON_DAYS } from "@/lib/hires/status";
import { remindable } from "@/lib/invitations/data";
import { isMorning, isOfficeTime, isReminderDue } from "@/lib/invitations/rules";
import { addDays, daysLater, localDay } from "@/lib/platform/calendar";
import { visitOrganizations } from "@/lib/platform/database/installation";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";
import { readSetting } from "@/lib/settings/data";

const BATCH = 200;
/** Hires that are decided again in one transaction: enough that reading the settings costs little, and few enough that nobody waits for its locks. */
const REEVALUATED_AT_ONCE = 500;

/**
 * What time alone brings about, for every organization: scheduled invitations whose day has come, in the morning, and
 * reminders, by day and not on weekends, each in the organization's time zone; and the withdrawal of who was not hired again. A failure in one
 * doesn't stop the others.
 */
export async function runInvitationClock(
  now: Date,
  stopping?: AbortSignal,
): Promise<{ released: number; reminded: number; withdrawn: number }> {
  const done = { released: 0, reminded: 0, withdrawn: 0 };
  await visitOrganizations(
    "invitations",
    { at: now, failure: "invitations of organizations cannot be sent in time", stopping },
    async (id) => {
      done.released += await releaseScheduled(id, now);
    },
    async (id) => {
      done.reminded += await remind(id, now);
    },
    (id) => flagCloseStarts(id, now),
    async (id) => {
      done.withdrawn += await withdrawUnhired(id, now);
    },
  );
  return done;
}

/** Withdraws hires who were not hired again in the time that the organization waits for it. */
async function withdrawUnhired(organizationId: OrganizationId, now: Date): Promise<number> {
  return inOrganization(organizationId, async (tx) => withdrawOverdue(tx, organizationId, await overdueHires(tx, now, BATCH), now));
}

async function releaseScheduled(organizationId: OrganizationId, now: Date): Promise<number> {
  let released = 0;
  for (;;) {
    const { found, invited } = await inOrganization(organizationId, async (tx) => {
      const { timeZone } = (await readSetting(tx, "invitations")).value;
      if (!isMorning(now, timeZone)) return { found: 0, invited: 0 };
      const due = await dueHires(tx, organizationId, localDay(now, timeZone), BATCH);
      return { found: due.length, invited: await reevaluateHires(tx, organizationId, due, now) };
    });
    released += invited;
    if (found < BATCH) return released;
  }
}

/** Pending hires whose first day has come close, or is over, say so from now on, or no longer. */
async function flagCloseStarts(organizationId: OrganizationId, now: Date): Promise<void> {
  await inOrganization(organizationId, async (tx) => {
    const day = localDay(now, (await readSetting(tx, "invitations")).value.timeZone);
    const until = addDays(day, SOON_DAYS);
    await reevaluateHires(tx, organizationId, await closeStarts(tx, organizationId, { from: day, until, limit: BATCH }), now);
  });
}

async function remind(organizationId: OrganizationId, now: Date): Promise<number> {
  return inOrganization(organizationId, async (tx) => {
    const settings = (await readSetting(tx, "invitations")).value;
    const { afterDays, max } = settings.reminders;
    if (afterDays === null || !isOfficeTime(now, settings.timeZone)) return 0;
    const candidates = await remindable(tx, organizationId, { sentBefore: daysLater(now, -afterDays), most: max }, BATCH);
    const due = candidates.filter((hire) => isReminderDue(hire, settings, now));
    return remindHires(tx, organizationId, due, now);
  });
}

/** Decides every open hire of an organization again, in portions, because its invitation settings changed. */
export async function reevaluateOpenHires(organizationId: OrganizationId): Promise<void> {
  for (let after: HireId | null = null; ; ) {
    const from: HireId | null = after;
    const open = await inOrganization(organizationId, async (tx, now) => {
      const portion = await openHiresAfter(tx, organizationId, from, REEVALUATED_AT_ONCE);
      await reevaluateHires(tx, organizationId, portion, now);
      return portion;
    });
    after = open.at(-1) ?? null;
    if (open.length < REEVALUATED_AT_ONCE) return;
  }
}
