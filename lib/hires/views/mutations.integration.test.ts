import { randomUUID } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, makeOrganization } from "@/e2e/fixtures/hires";
import type { Actor } from "@/lib/auth/actor";
import { viewsOf } from "@/lib/hires/views/data";
import { deleteView, saveView } from "@/lib/hires/views/mutations";
import { MOST_VIEWS, saveViewSchema } from "@/lib/hires/views/schema";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";

testDatabase();

let actor: Actor;

beforeEach(async () => {
  loadEnv({ mail: false });
  actor = await somebodyOf(actorOf(await makeOrganization()));
});

/** An account for the actor, since views belong to one. */
async function somebodyOf(who: Actor): Promise<Actor> {
  const user = { id: who.userId, organizationId: who.organizationId, email: `${randomUUID()}@northwind.example`, name: who.name };
  await inOrganization(who.organizationId, (tx) => tx.user.create({ data: { ...user, role: "hr" } }));
  return who;
}

const save = (who: Actor, name: string, query: string) => inOrganization(who.organizationId, (tx) => saveView(tx, who, { name, query }));
const views = (who: Actor) => inOrganization(who.organizationId, (tx) => viewsOf(tx, who.userId));

it("a view is its owner's alone, and one of the same name takes its place", async () => {
  const colleague = await somebodyOf({ ...actorOf(actor.organizationId), userId: randomUUID() });
  await save(actor, "Chefs", "status=pending&jobTitle=Chef");
  await save(actor, "Chefs", "status=invited&jobTitle=Chef");
  expect(await views(actor)).toMatchObject([{ name: "Chefs", query: "status=invited&jobTitle=Chef" }]);
  expect(await views(colleague)).toEqual([]);
  const [{ id } = { id: "" }] = await views(actor);
  await inOrganization(colleague.organizationId, (tx) => deleteView(tx, colleague, id));
  expect(await views(actor)).toHaveLength(1);
  await inOrganization(actor.organizationId, (tx) => deleteView(tx, actor, id));
  expect(await views(actor)).toEqual([]);
});

it("only so many are kept, and the refusal says what to do", async () => {
  for (let at = 0; at < MOST_VIEWS; at++) await save(actor, `View ${at}`, "status=pending");
  await expect(save(actor, "One more", "status=pending")).rejects.toMatchObject({
    code: "invalid_fields",
    message: expect.stringContaining("Delete one"),
  });
  await save(actor, "View 0", "status=invited");
});

it("only a query string is kept, so that no view can lead elsewhere", () => {
  for (const query of ["javascript:alert(1)", "//evil.example", "a b", "status=<b>"]) {
    expect(saveViewSchema.safeParse({ name: "X", query }).success, query).toBe(false);
  }
});
