import type { Actor } from "@/lib/auth/actor";
import { isMailDue } from "@/lib/notices/rules";
import { type NoticeCode, noticeCodes } from "@/lib/notices/schema";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";

/** What is the matter now: for each code that is, how many it concerns where that is the point. */
export type Troubles = Partial<Record<NoticeCode, number | null>>;

/**
 * Opens, updates and closes notices as the troubles say. Answers those to be mailed now, which are marked as mailed in this
 * transaction: of two workers one mails, and a worker that dies in between leaves a mail out rather than sending it twice.
 */
export async function settleNotices(
  tx: TenantTx,
  organizationId: OrganizationId,
  troubles: Troubles,
  now: Date,
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
    if (row && row.closedAt === null) {
      if (row.count !== count) await tx.notice.updateMany({ where: { id: row.id }, data: { count } });
      continue;
    }
    const mailed = isMailDue(row ?? { mailedAt: null }, now);
    const data = { count, openedAt: now, closedAt: null, ...(mailed ? { mailedAt: now } : {}) };
    if (row) {
      await tx.notice.updateMany({ where: { id: row.id }, data });
      // What was muted was the trouble that is over.
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

/** The person does not want to be told of a notice any more, here and by mail; or wants to again. */
export async function muteNotice(tx: TenantTx, { organizationId, userId }: Actor, noticeId: string, isMuted: boolean): Promise<void> {
  if (!(await tx.notice.findFirst({ where: { id: noticeId }, select: { id: true } }))) throw notFound("notice");
  if (isMuted) await tx.noticeMute.createMany({ data: [{ organizationId, noticeId, userId }], skipDuplicates: true });
  else await tx.noticeMute.deleteMany({ where: { noticeId, userId } });
}
