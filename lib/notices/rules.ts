import * as m from "@/lib/messages/generated/notices";
import type { NoticeCode } from "@/lib/notices/schema";
import { DAY_MS } from "@/lib/platform/calendar";
import { greenhousePage, newHiresPage } from "@/lib/platform/paths/pages";

/** Returns what a notice says. */
export function noticeMessage(code: NoticeCode, count: number | null): string {
  switch (code) {
    case "credential_revoked":
      return m.credentialRevoked();
    case "sync_failing":
      return m.syncFailing();
    case "clock_skew":
      return m.clockSkew();
    case "invitations_failing":
      return m.invitationsFailing({ count: count ?? 0 });
    case "starts_soon_pending":
      return m.startsSoonPending({ count: count ?? 0 });
    case "hires_suspended":
      return m.hiresSuspended({ count: count ?? 0 });
  }
}

/** The page where a notice can be resolved. */
export const noticeHref: Record<NoticeCode, string> = {
  credential_revoked: greenhousePage,
  sync_failing: greenhousePage,
  clock_skew: greenhousePage,
  invitations_failing: `${newHiresPage}?status=all&attention=invitation_failed`,
  starts_soon_pending: `${newHiresPage}?status=pending&attention=starts_soon`,
  hires_suspended: `${newHiresPage}?status=all&attention=suspended`,
};

/** What is usually over before anyone would have to do something: shown, and not emailed. */
const quiet: readonly NoticeCode[] = ["hires_suspended"];

/**
 * Returns whether an open notice is emailed: once each time it opens, and at most once a day, so recurring problems don't fill a
 * mailbox.
 */
export function isMailDue({ code, openedAt, mailedAt }: { code: NoticeCode; openedAt: Date; mailedAt: Date | null }, now: Date): boolean {
  if (quiet.includes(code)) return false;
  if (mailedAt === null) return true;
  return mailedAt < openedAt && now.getTime() - mailedAt.getTime() >= DAY_MS;
}
