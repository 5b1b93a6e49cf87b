import type { Actor } from "@/lib/auth/actor";
import { isMailDue } from "@/lib/notices/rules";
import { type NoticeCode, noticeCodes } from "@/lib/notices/schema";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";

/** The current problems by code, with the number of affected hires if it matters. */
export type Troubles = Partial<Record<NoticeCode, number | null>>;

/**
 * Opens, updates and closes notices to match the current problems. Returns those to email now, none unless `mayMail`: then they are
 * marked as emailed in this transaction, so only one worker emails them; if it dies before sending, the email is lost rather than sent
 * twice. A notice that could not be emailed when it opened is returned later, while it is open.
 */
export async function settleNotices(
  tx: TenantTx,
  organizationId: OrganizationId,
  troubles: Troubles,
  { now, mayMail }: { now: Date; mayMail: boolean },
): Promise<{ id: string; code: NoticeCode; count: number | null }[]> {
  await tx.$queryRaw`SELECT 1 FROM "Notice" ORDER BY "id" FOR UPDATE`;
  const known = new Map((await tx.notice.findMany()).map((row) => [row.code, row]));
  const due: { id: string; code: NoticeCode; count: number | null }[] = [];
  for (const code of noticeCodes) {
    const row = known.get(code);
    const count = troubles[code];
    if (count === undefined) {
      if (row && row.closedAt === null) await tx.notice.updateMany({ where: { id: row.id }, data: { closedAt: now } });
      continue;
    }
    const isOpen = row !== undefined && row.closedAt === null;
    const openedAt = isOpen ? row.openedAt : now;
    const mailed = mayMail && isMailDue({ code, openedAt, mailedAt: row?.mailedAt ?? null }, now);
    const data = { count, openedAt, closedAt: null, ...(mailed ? { mailedAt: now } : {}) };
    if (isOpen) {
      if (row.count !== count || mailed) await tx.notice.updateMany({ where: { id: row.id }, data });
      if (mailed) due.push({ id: row.id, code, count });
      continue;
    }
    if (row) {
      await tx.notice.updateMany({ where: { id: row.id }, data });
      // Muting applied to the earlier occurrence only.
      await tx.noticeMute.deleteMany({ where: { noticeId: row.id } });
      if (mailed) due.push({ id: row.id, code, count });
      continue;
    }
    const id = crypto.randomUUID();
    const made = await tx.notice.createMany({ data: [{ id, organizationId, code, ...data }], skipDuplicates: true });
    if (made.count > 0 && mailed) due.push({ id, code, count });
  }
  return due;
}

/** Mutes or unmutes a notice for one user, in the portal and by email. */
export async function muteNotice(tx: TenantTx, { organizationId, userId }: Actor, noticeId: string, isMuted: boolean): Promise<void> {
  if (!(await tx.notice.findFirst({ where: { id: noticeId }, select: { id: true } }))) throw notFound("notice");
  if (isMuted) await tx.noticeMute.createMany({ data: [{ organizationId, noticeId, userId }], skipDuplicates: true });
  else await tx.noticeMute.deleteMany({ where: { noticeId, userId } });
}
