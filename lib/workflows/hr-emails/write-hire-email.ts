import type { RenderedEmail } from "@/lib/email/invitation-email";
import { type ListItem, type ListSection, renderListEmail } from "@/lib/email/list-email";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import type { EmailedHire, EmailedHires } from "@/lib/hires/emails/data";
import { daysPending, STUCK_DAYS } from "@/lib/hires/emails/rules";
import { fieldList } from "@/lib/hires/fields";
import { nameOf } from "@/lib/hires/words";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/server/hire-emails";
import { env } from "@/lib/platform/env";
import { path } from "@/lib/platform/paths/address";
import { accountPage, newHirePage, newHiresPage } from "@/lib/platform/paths/pages";

const address = (page: string) => `${env().APP_URL}${page}`;
const recordOf = ({ id }: EmailedHire) => address(path(newHirePage, id));

/** Writes the email about hires who arrived incomplete. */
export async function writeIncompleteEmail(organization: string, hires: EmailedHires): Promise<RenderedEmail> {
  const { listed, total: count } = hires;
  const [only] = count === 1 ? listed : [];
  return renderListEmail({
    ...wrapper(organization),
    subject: m.incompleteSubject({ count }),
    text: m.incompleteText({ count }),
    sections: [section(null, hires, (hire) => [startOf(hire), missingOf(hire, hires.own)])],
    button: only ? m.openRecord() : m.viewPending(),
    link: only ? recordOf(only) : address(`${newHiresPage}?status=pending`),
  });
}

/** Writes the weekly digest. */
export async function writeDigest(
  organization: string,
  { starting, stuck, now, today }: { starting: EmailedHires; stuck: EmailedHires; now: Date; today: string },
): Promise<RenderedEmail> {
  return renderListEmail({
    ...wrapper(organization),
    subject: m.digestSubject(),
    text: m.digestText({ starting: starting.total, stuck: stuck.total }),
    sections: [
      section(m.starting(), starting, (hire) => [
        startOf(hire),
        m.status({ status: hire.status }),
        ...(isMissing(hire) ? [missingOf(hire, starting.own)] : []),
      ]),
      section(m.stuck(), stuck, (hire) => [
        startOf(hire),
        ...reasonsOf(hire, now, today),
        ...(isMissing(hire) ? [missingOf(hire, stuck.own)] : []),
      ]),
    ].filter(({ items }) => items.length > 0),
    button: m.viewHires(),
    link: address(newHiresPage),
  });
}

function wrapper(organization: string) {
  return { organization, reason: m.reason({ organization }), change: m.change(), changeLink: address(accountPage) };
}

function section(heading: string | null, { listed, total }: EmailedHires, linesOf: (hire: EmailedHire) => string[]): ListSection {
  const items = listed.map((hire): ListItem => ({ title: nameOf(hire, hire.candidateId), link: recordOf(hire), lines: linesOf(hire) }));
  return { heading, items, more: total > listed.length ? m.more({ count: total - listed.length }) : null };
}

function startOf({ startDate }: EmailedHire): string {
  return startDate === null ? m.noStartDate() : m.startDate({ day: plainDate(startDate, "full") });
}

function isMissing({ status, missingFields }: EmailedHire): boolean {
  return status === "pending" && missingFields.length > 0;
}

function missingOf({ missingFields }: EmailedHire, own: readonly OwnField[]): string {
  return m.missing({ fields: fieldList(missingFields, own) });
}

function reasonsOf({ status, pendingSince, isInvitationFailed, startDate }: EmailedHire, now: Date, today: string): string[] {
  const days = status === "pending" && pendingSince !== null ? daysPending(pendingSince, now) : 0;
  return [
    ...(days >= STUCK_DAYS ? [m.pendingFor({ days })] : []),
    ...(isInvitationFailed ? [m.invitationFailed()] : []),
    ...(startDate !== null && startDate < today ? [m.notStarted()] : []),
  ];
}
