import { noticeHref, noticeMessage } from "@/lib/notices/rules";
import type { Notice } from "@/lib/notices/schema";
import type { TenantTx } from "@/lib/platform/db";

/** The organization's open notices, the oldest first, as one person sees them. */
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

/** The admins who have joined and did not mute a notice. */
export function adminsToTell(tx: TenantTx, noticeId: string): Promise<{ name: string; email: string }[]> {
  return tx.user.findMany({
    where: { role: "admin", passwordHash: { not: null }, noticeMutes: { none: { noticeId } } },
    select: { name: true, email: true },
    orderBy: { email: "asc" },
  });
}
