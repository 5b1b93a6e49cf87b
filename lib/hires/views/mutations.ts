import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { isAllowed } from "@/lib/auth/permissions";
import { viewsOf } from "@/lib/hires/views/data";
import { type ListLayout, MOST_VIEWS, type SavedView, type ViewChange } from "@/lib/hires/views/schema";
import * as m from "@/lib/messages/generated/problems";
import type { TenantTx } from "@/lib/platform/db";
import { AppError, notFound, refusedField } from "@/lib/platform/errors";

/** Keeps a view under a name; one of the same name is replaced, and stays shared where it was. Answers all views that the person sees. */
export async function saveView(tx: TenantTx, actor: Actor, { name, query }: Pick<SavedView, "name" | "query">): Promise<SavedView[]> {
  const { organizationId, userId } = actor;
  const replaced = await tx.savedView.findFirst({ where: { userId, name }, select: { id: true } });
  if (replaced) return changeView(tx, actor, replaced.id, { query });
  const others = await tx.savedView.count({ where: { userId } });
  if (others >= MOST_VIEWS) {
    throw refusedField("name", m.mostViews({ most: MOST_VIEWS }), m.tooManyViews({ most: MOST_VIEWS }));
  }
  await tx.$executeRaw`
    INSERT INTO "SavedView" ("id", "organizationId", "userId", "name", "query")
    VALUES (gen_random_uuid(), ${organizationId}::uuid, ${userId}::uuid, ${name}, ${query})
    ON CONFLICT ("organizationId", "userId", "name") DO UPDATE SET "query" = excluded."query"`;
  return viewsOf(tx, userId);
}

type Change = "shared" | "unshared" | "changed" | "deleted";

/** What others see changes for them, so the audit log has it; what only its owner sees is nobody else's business. */
async function record(tx: TenantTx, actor: Actor, change: Change, { id, name, user }: LockedView): Promise<void> {
  const left = change === "changed" ? name : null;
  await recordAudit(tx, {
    organizationId: actor.organizationId,
    actor: { id: actor.userId, name: actor.name },
    action: `saved_view.${change}`,
    subject: `saved_view:${id}`,
    changes:
      change === "shared"
        ? { view: [null, name], owner: [null, user.name] }
        : { view: [name, left], owner: [user.name, left && user.name] },
  });
}

/** Returns a view that the person sees, locked until the transaction ends; null where there is none. */
async function lockView(tx: TenantTx, actor: Actor, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "SavedView" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return tx.savedView.findFirst({
    where: { id, OR: [{ userId: actor.userId }, { sharedAt: { not: null } }] },
    select: { id: true, name: true, userId: true, sharedAt: true, user: { select: { name: true } } },
  });
}
type LockedView = NonNullable<Awaited<ReturnType<typeof lockView>>>;

/**
 * Changes what a view shows, or whether the team sees it, and answers all views that the person sees. A view is its owner's to change; an admin
 * may take a shared one from the team. Throws `not_found` for a view that the person does not see, and `forbidden` for a colleague's.
 */
export async function changeView(tx: TenantTx, actor: Actor, id: string, { query, shared }: ViewChange): Promise<SavedView[]> {
  const view = await lockView(tx, actor, id);
  if (!view) throw notFound("saved view");
  const isOwn = view.userId === actor.userId;
  const isModeration = shared === false && query === undefined && isAllowed(actor.role, "views.manage");
  if (!isOwn && !isModeration) throw new AppError("forbidden", m.viewIsColleagues());
  const wasShared = view.sharedAt !== null;
  const isShared = shared ?? wasShared;
  await tx.$executeRaw`
    UPDATE "SavedView" SET "query" = coalesce(${query ?? null}, "query"), "sharedAt" = CASE WHEN ${isShared} THEN coalesce("sharedAt", now()) END
    WHERE "id" = ${id}::uuid`;
  if (isShared !== wasShared) await record(tx, actor, isShared ? "shared" : "unshared", view);
  else if (isShared && query !== undefined) await record(tx, actor, "changed", view);
  return viewsOf(tx, actor.userId);
}

/**
 * Deletes one of the person's views; an admin may delete one that a colleague shares. Nothing happens where it is gone already, or is another's
 * whom it is not for the person to delete.
 */
export async function deleteView(tx: TenantTx, actor: Actor, id: string): Promise<void> {
  const view = await lockView(tx, actor, id);
  if (!view || (view.userId !== actor.userId && !isAllowed(actor.role, "views.manage"))) return;
  await tx.savedView.deleteMany({ where: { id } });
  if (view.sharedAt !== null) await record(tx, actor, "deleted", view);
}

/** Keeps how a person arranged the list, whole: the last one of several tabs counts. */
export async function saveLayout(tx: TenantTx, actor: Actor, { columns, widths, compact }: ListLayout): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ListLayout" ("organizationId", "userId", "columns", "widths", "compact")
    VALUES (${actor.organizationId}::uuid, ${actor.userId}::uuid, ${columns}::text[], ${JSON.stringify(widths)}::jsonb, ${compact})
    ON CONFLICT ("organizationId", "userId")
    DO UPDATE SET "columns" = excluded."columns", "widths" = excluded."widths", "compact" = excluded."compact"`;
}
