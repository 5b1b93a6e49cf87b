import type { Actor } from "@/lib/auth/actor";
import { viewsOf } from "@/lib/hires/views/data";
import { MOST_VIEWS, type SavedView } from "@/lib/hires/views/schema";
import * as m from "@/lib/messages/generated/problems";
import type { TenantTx } from "@/lib/platform/db";
import { refusedField } from "@/lib/platform/errors";

/** Keeps a view under a name; one of the same name is replaced. Answers all of the person's views. */
export async function saveView(tx: TenantTx, actor: Actor, { name, query }: Omit<SavedView, "id">): Promise<SavedView[]> {
  const { organizationId, userId } = actor;
  const others = await tx.savedView.count({ where: { userId, NOT: { name } } });
  if (others >= MOST_VIEWS) {
    throw refusedField("name", m.mostViews({ most: MOST_VIEWS }), m.tooManyViews({ most: MOST_VIEWS }));
  }
  await tx.$executeRaw`
    INSERT INTO "SavedView" ("id", "organizationId", "userId", "name", "query")
    VALUES (gen_random_uuid(), ${organizationId}::uuid, ${userId}::uuid, ${name}, ${query})
    ON CONFLICT ("organizationId", "userId", "name") DO UPDATE SET "query" = excluded."query"`;
  return viewsOf(tx, userId);
}

/** Forgets one of the person's views; nothing happens where it is gone already, or another's. */
export async function deleteView(tx: TenantTx, actor: Actor, id: string): Promise<void> {
  await tx.savedView.deleteMany({ where: { id, userId: actor.userId } });
}
