import type { NoticeCode } from "@/lib/notices/schema";
import { DAY_MS } from "@/lib/platform/calendar";
import { greenhousePage, newHiresPage } from "@/lib/platform/paths";

const hires = (count: number) => (count === 1 ? "1 hire" : `${count.toLocaleString("en")} hires`);

/** What a notice says. */
export function noticeMessage(code: NoticeCode, count: number | null): string {
  const number = count ?? 0;
  switch (code) {
    case "credential_revoked":
      return "Greenhouse no longer accepts the credential, so nobody new arrives. Connect it again.";
    case "sync_failing":
      return "No sync has succeeded for an hour. It is tried again by itself; the screen says what Greenhouse answers.";
    case "invitations_failing":
      return `The invitation of ${hires(number)} could not be delivered.`;
    case "starts_soon_pending":
      return `${number === 1 ? "1 person starts" : `${number.toLocaleString("en")} people start`} within 3 days and ${number === 1 ? "is" : "are"} still pending.`;
  }
}

/** Where a notice is seen to. */
export const noticeHref: Record<NoticeCode, string> = {
  credential_revoked: greenhousePage,
  sync_failing: greenhousePage,
  invitations_failing: `${newHiresPage}?status=all&attention=invitation_failed`,
  starts_soon_pending: `${newHiresPage}?status=pending&attention=starts_soon`,
};

/** Whether a notice that just opened is mailed: trouble that comes and goes does not fill anybody's mailbox. */
export function isMailDue({ mailedAt }: { mailedAt: Date | null }, now: Date): boolean {
  return mailedAt === null || now.getTime() - mailedAt.getTime() >= DAY_MS;
}
