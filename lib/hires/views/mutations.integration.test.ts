import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, makeOrganization } from "@/e2e/fixtures/hires";
import { listAuditEntries } from "@/lib/audit/data";
import type { Actor } from "@/lib/auth/actor";
import { layoutOf, viewsOf } from "@/lib/hires/views/data";
import { changeView, deleteView, saveLayout, saveView } from "@/lib/hires/views/mutations";
import { type ListLayout, listLayoutSchema, MOST_VIEWS, saveViewSchema, type ViewChange } from "@/lib/hires/views/schema";
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

describe("a shared view", () => {
  let colleague: Actor;
  let admin: Actor;
  let id: string;

  const change = (who: Actor, view: ViewChange) => inOrganization(who.organizationId, (tx) => changeView(tx, who, id, view));
  const remove = (who: Actor) => inOrganization(who.organizationId, (tx) => deleteView(tx, who, id));
  const audited = async () => {
    const { items } = await inOrganization(actor.organizationId, (tx) => listAuditEntries(tx, { limit: 10, group: "saved_views" }));
    return items.map(({ actor: by, action, changes }) => ({ by, action, changes }));
  };

  beforeEach(async () => {
    colleague = await somebodyOf({ ...actorOf(actor.organizationId), userId: randomUUID(), name: "Jonas Lind" });
    admin = await somebodyOf({ ...actorOf(actor.organizationId, "admin"), userId: randomUUID(), name: "Ada Min" });
    [{ id } = { id: "" }] = await save(actor, "Chefs", "status=pending&jobTitle=Chef");
    await save(colleague, "Bakers", "status=pending&jobTitle=Baker");
  });

  it("is seen by the team, after one's own, with who shares it, until it is shared no more", async () => {
    expect(await change(actor, { shared: true })).toMatchObject([{ id, shared: true, sharedBy: null }]);
    expect(await views(colleague)).toMatchObject([
      { name: "Bakers", shared: false, sharedBy: null },
      { id, name: "Chefs", query: "status=pending&jobTitle=Chef", shared: true, sharedBy: actor.name },
    ]);
    expect(await change(actor, { shared: false })).toMatchObject([{ id, shared: false }]);
    expect(await views(colleague)).toMatchObject([{ name: "Bakers" }]);
    expect(await audited()).toEqual([
      { by: actor.name, action: "saved_view.unshared", changes: { view: ["Chefs", null], owner: [actor.name, null] } },
      { by: actor.name, action: "saved_view.shared", changes: { view: [null, "Chefs"], owner: [null, actor.name] } },
    ]);
  });

  it("is its owner's to change, which all see and the audit log has, also where a view of its name is saved again", async () => {
    await change(actor, { shared: true });
    await change(actor, { query: "status=invited" });
    await save(actor, "Chefs", "status=started");
    expect((await views(colleague)).at(-1)).toMatchObject({ id, query: "status=started", shared: true });
    expect((await audited()).map(({ action }) => action)).toEqual(["saved_view.changed", "saved_view.changed", "saved_view.shared"]);
  });

  it("is not a colleague's to change, share or delete, nor an admin's to change; a copy of the same name is", async () => {
    await change(actor, { shared: true });
    for (const who of [colleague, admin]) {
      await expect(change(who, { query: "status=all" })).rejects.toMatchObject({ code: "forbidden" });
      await expect(change(who, { query: "status=all", shared: false })).rejects.toMatchObject({ code: "forbidden" });
      await expect(change(who, { shared: true })).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(change(colleague, { shared: false })).rejects.toMatchObject({ code: "forbidden" });
    await remove(colleague);
    const copied = await save(colleague, "Chefs", "status=all");
    expect(copied.map(({ name, query, sharedBy }) => [name, query, sharedBy])).toEqual([
      ["Bakers", "status=pending&jobTitle=Baker", null],
      ["Chefs", "status=all", null],
      ["Chefs", "status=pending&jobTitle=Chef", actor.name],
    ]);
    expect(await audited()).toHaveLength(1);
  });

  it("can be taken from the team, and deleted, by an admin, which the audit log has", async () => {
    await change(actor, { shared: true });
    await change(admin, { shared: false });
    expect(await views(colleague)).toHaveLength(1);
    expect(await views(actor)).toMatchObject([{ id, shared: false }]);
    await change(actor, { shared: true });
    await remove(admin);
    expect(await views(actor)).toEqual([]);
    expect((await audited())[0]).toEqual({
      by: admin.name,
      action: "saved_view.deleted",
      changes: { view: ["Chefs", null], owner: [actor.name, null] },
    });
  });

  it("does not exist for a colleague or an admin before it is shared", async () => {
    for (const who of [colleague, admin]) {
      await expect(change(who, { shared: false })).rejects.toMatchObject({ code: "not_found" });
      await remove(who);
    }
    expect(await views(actor)).toHaveLength(1);
    expect(await audited()).toEqual([]);
  });

  it("is seen by no other organization, whose admin can neither take nor delete it", async () => {
    await change(actor, { shared: true });
    const stranger = await somebodyOf(actorOf(await makeOrganization(), "admin"));
    expect(await views(stranger)).toEqual([]);
    await expect(change(stranger, { shared: false })).rejects.toMatchObject({ code: "not_found" });
    await remove(stranger);
    expect(await views(colleague)).toHaveLength(2);
  });
});

describe("how a person arranged the list", () => {
  const layout = (who: Actor) => inOrganization(who.organizationId, (tx) => layoutOf(tx, who.userId));
  const arrange = (who: Actor, given: ListLayout) => inOrganization(who.organizationId, (tx) => saveLayout(tx, who, given));

  it("is kept for that person alone, in its order, and the last one counts", async () => {
    const colleague = await somebodyOf({ ...actorOf(actor.organizationId), userId: randomUUID() });
    expect(await layout(actor)).toEqual({ layout: null });
    await arrange(actor, { columns: ["starts", "job"], widths: { job: 240 }, compact: true });
    await arrange(actor, { columns: ["manager", "starts", "of_another_release"], widths: { starts: 120, name: 300 }, compact: false });
    expect(await layout(actor)).toEqual({
      layout: { columns: ["manager", "starts", "of_another_release"], widths: { starts: 120, name: 300 }, compact: false },
    });
    expect(await layout(colleague)).toEqual({ layout: null });
  });

  it.each([
    { columns: ["a b"] },
    { columns: Array.from({ length: 101 }, (_, at) => `c${at}`) },
    { widths: { job: 79 } },
    { widths: { job: 641 } },
    { widths: { "<b>": 100 } },
    { widths: Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`c${at}`, 100])) },
  ])("takes no more than a layout is: %j", (part) => {
    expect(listLayoutSchema.safeParse({ columns: [], widths: {}, compact: false, ...part }).success).toBe(false);
  });
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
