import { noticeHref, noticeMessage } from "@/lib/notices/rules";
import type { Notice } from "@/lib/notices/schema";
import type { TenantTx } from "@/lib/platform/db";

/** Returns the open notices, oldest first, with whether this user muted them. */
export async function openNotices(tx: TenantTx, userId: string): Promise<Notice[]> {
  const rows = await tx.notice.findMany({
    where: { closedAt: null },
    include: { mutes: { where: { userId }, select: { userId: true } } },
    orderBy: [{ openedAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, code, count, openedAt, mutes }) => ({
    id,
    code,
    message: noticeMessage(code, count),
    href: noticeHref[code],
    openedAt: openedAt.toISOString(),
    count,
    muted: mutes.length > 0,
  }));
}

/** Returns the admins who have joined, want emails about notices and didn't mute this one. */
export function adminsToTell(tx: TenantTx, noticeId: string): Promise<{ name: string; email: string }[]> {
  return tx.user.findMany({
    where: { role: "admin", accountId: { not: null }, noticeEmails: true, noticeMutes: { none: { noticeId } } },
    select: { name: true, email: true },
    orderBy: { email: "asc" },
  });
}
