import { parseCsv } from "hucre/csv";
import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import type { Actor } from "@/lib/auth/actor";
import { dashboardFigures } from "@/lib/dashboard/data";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { findBulkAction } from "@/lib/hires/bulk/data";
import { startBulkAction } from "@/lib/hires/bulk/mutations";
import { previewBulkAction } from "@/lib/hires/bulk/preview";
import { runBulkAction } from "@/lib/hires/bulk/run";
import { type BulkActionInput, bulkActionInputSchema } from "@/lib/hires/bulk/schema";
import { addNewHire } from "@/lib/hires/by-hand/mutations";
import { addHireSchema } from "@/lib/hires/by-hand/schema";
import { newHireExportQuerySchema, newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { findNewHire } from "@/lib/hires/data";
import { newHireEditSchema } from "@/lib/hires/edit/schema";
import { countMatching } from "@/lib/hires/list/count";
import { exportHires } from "@/lib/hires/list/export";
import { listNewHires } from "@/lib/hires/list/list";
import { importRulesEffect, requiredFieldsEffect } from "@/lib/hires/list/rule-effects";
import { valuesInUse } from "@/lib/hires/list/values";
import { updateNewHire } from "@/lib/hires/mutations";
import type { HireDraft } from "@/lib/hires/status";
import { hireTimeline } from "@/lib/hires/timeline/timeline";
import { undoChange } from "@/lib/hires/undo/mutations";
import { file } from "@/lib/http/responses";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import type { HireId } from "@/lib/platform/ids";
import type { SettingName, SettingValue } from "@/lib/settings/schema";
import { reevaluateOpenHires } from "@/lib/workflows/invite/invitation-clock";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";
import { forgetRemovedFields } from "@/lib/workflows/operate/own-fields";

testDatabase();

let actor: Actor;

beforeEach(async () => {
  loadEnv({ mail: false });
  actor = actorOf(await makeOrganization(), "admin");
  await save("own_fields", { fields: [size, laptop, badge] });
});

const size: OwnField = { key: "size", label: "Shirt size", type: "choice", choices: ["S", "M", "L"] };
const laptop: OwnField = { key: "laptop", label: "Laptop", type: "yes_no" };
const badge: OwnField = { key: "badge", label: "Badge", type: "number" };

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);

function save<Name extends SettingName>(name: Name, value: SettingValue<Name>) {
  return inOwn(async (tx, now) => {
    const { version } = await settingView(tx, name);
    return changeSetting(tx, actor, name, { version, value }, now);
  });
}

const demand = (...own: `x_${string}`[]) => save("required_fields", { fields: ["lastName", "personalEmail", ...own] });

async function hireOf(id: HireId) {
  const hire = await inOwn((tx) => findNewHire(tx, id));
  if (!hire) throw new Error("no such hire");
  return hire;
}

async function edit(id: HireId, changes: Record<string, string | null>) {
  const { version } = await hireOf(id);
  return inOwn((tx, now) => updateNewHire(tx, actor, id, newHireEditSchema.parse({ version, changes }), now));
}

/** What Greenhouse says of a hire whose own fields are mapped. */
function withOwn(draft: HireDraft, own: Record<`x_${string}`, string | null>): HireDraft {
  return { ...draft, values: { ...draft.values, ...own }, greenhouseValues: { ...draft.greenhouseValues, ...own } };
}

const list = (query: Record<string, string | string[]>) =>
  inOwn(async (tx) => (await listNewHires(tx, actor.organizationId, newHireQuerySchema.parse(query))).items.map(({ id }) => id));

describe("an own field of a record", () => {
  it("is there for everyone, without a value until one comes", async () => {
    const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
    const { fields } = await hireOf(id);
    expect(Object.keys(fields).slice(-3)).toEqual(["x_size", "x_laptop", "x_badge"]);
    expect(fields.x_size).toMatchObject({ value: null, source: null, greenhouseValue: null, problem: null });
  });

  it("is HR's once HR sets it, as it is stored and with its audit entry, and can be undone", async () => {
    const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
    const { change, ...hire } = await edit(id, { x_size: " m ", x_badge: "007" });
    expect([hire.fields.x_size, hire.fields.x_badge]).toMatchObject([
      { value: "M", source: "hr", editedBy: actor.name },
      { value: "7", source: "hr" },
    ]);
    const [entry] = (await inOwn((tx) => hireTimeline(tx, id))).items;
    expect(entry).toMatchObject({ event: "edited", detail: "Shirt size and Badge" });
    expect(entry?.changes.map(({ field, before, after }) => [field, before, after])).toEqual([
      ["x_size", null, "M"],
      ["x_badge", null, "7"],
    ]);
    await inOwn((tx, now) => undoChange(tx, actor, id, { change: change ?? "", fields: ["x_size"] }, now));
    expect([(await hireOf(id)).fields.x_size?.value, (await hireOf(id)).fields.x_badge?.value]).toEqual([null, "7"]);
  });

  it("refuses what its type does not take, names it, and nothing is saved", async () => {
    const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
    await expect(edit(id, { phone: "1", x_size: "XXL", x_laptop: "maybe", x_gone: "1" })).rejects.toMatchObject({
      code: "invalid_fields",
      extras: { invalidParams: [{ name: "changes.x_size" }, { name: "changes.x_laptop" }, { name: "changes.x_gone" }] },
    });
    expect((await hireOf(id)).fields.phone.value).toBeNull();
  });

  it("follows Greenhouse until HR sets it, and is shown as a difference after", async () => {
    const draft = (value: string | null) => withOwn(draftOf(1), { x_size: value });
    const [id] = await takeIn(actor.organizationId, [draft("S")]);
    await takeIn(actor.organizationId, [draft("M")]);
    expect((await hireOf(id)).fields.x_size).toMatchObject({ value: "M", source: "greenhouse" });
    await edit(id, { x_size: "L" });
    await takeIn(actor.organizationId, [draft("S")]);
    expect((await hireOf(id)).fields.x_size).toMatchObject({ value: "L", source: "hr", greenhouseValue: "S", differs: true });
    const { version } = await hireOf(id);
    await takeIn(actor.organizationId, [draft("S")]);
    expect((await hireOf(id)).version).toBe(version);
  });

  it("goes with its mapping where it followed Greenhouse, and stays where it is HR's", async () => {
    const [mapped, mine] = await takeIn(actor.organizationId, [withOwn(draftOf(1), { x_size: "S" }), withOwn(draftOf(2), { x_size: "S" })]);
    await edit(mine, { x_size: "L" });
    await takeIn(actor.organizationId, [draftOf(1), draftOf(2)]);
    expect([(await hireOf(mapped)).fields.x_size?.value, (await hireOf(mine)).fields.x_size?.value]).toEqual([null, "L"]);
  });

  it("is set where HR adds a hire by hand", async () => {
    const input = addHireSchema.parse({ fields: { lastName: "Nowak", x_laptop: "Yes" } });
    const hire = await inOwn((tx, now) => addNewHire(tx, actor, input, now));
    expect(hire.fields.x_laptop).toMatchObject({ value: "yes", source: "hr" });
    await expect(
      inOwn((tx, now) => addNewHire(tx, actor, addHireSchema.parse({ fields: { lastName: "N", x_badge: "x" } }), now)),
    ).rejects.toMatchObject({ extras: { invalidParams: [{ name: "fields.x_badge" }] } });
  });
});

describe("an own field that is required", () => {
  it("keeps a hire pending until it has a value, and then the invitation is made", async () => {
    await demand("x_size");
    const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
    expect(await hireOf(id)).toMatchObject({
      status: "pending",
      missingFields: ["x_size"],
      requiredFields: ["lastName", "personalEmail", "x_size"],
    });
    expect((await inOwn((tx) => dashboardFigures(tx, actor.organizationId, { now: new Date(), today: "2026-11-27" }))).missing).toEqual([
      { field: "x_size", count: 1 },
    ]);
    const hire = await edit(id, { x_size: "L" });
    expect(hire).toMatchObject({ status: "invited", missingFields: [], invitations: [{ trigger: "automatic" }] });
  });

  it("moves open hires as the preview said", async () => {
    const [, id] = await takeIn(actor.organizationId, [draftOf(1, { startDate: "2020-01-01" }), draftOf(2, { startDate: "2020-01-01" })]);
    await edit(id, { x_laptop: "no" });
    const fields = ["personalEmail" as const, "x_laptop" as const];
    const effect = await inOwn((tx) => requiredFieldsEffect(tx, actor.organizationId, fields));
    await save("required_fields", { fields });
    await reevaluateOpenHires(actor.organizationId);
    expect([effect, await list({ status: "pending" })]).toMatchObject([{ becomePending: 1 }, [expect.any(String)]]);
    expect(await list({ missing: "x_laptop" })).toHaveLength(1);
  });

  it("cannot be one that the organization does not have", async () => {
    await expect(demand("x_gone")).rejects.toMatchObject({ code: "invalid_fields", extras: { invalidParams: [{ name: "fields" }] } });
  });
});

describe("hires are found by own fields", () => {
  it("by any of several values of each, together with other conditions, and by what is missing", async () => {
    await demand("x_badge");
    const [small, medium, large, none] = await takeIn(actor.organizationId, [
      withOwn(draftOf(1, { location: "Porto" }), { x_size: "S", x_laptop: "yes" }),
      withOwn(draftOf(2, { location: "Porto" }), { x_size: "M", x_laptop: "no", x_badge: "1" }),
      withOwn(draftOf(3, { location: "Oslo" }), { x_size: "L", x_laptop: "yes", x_badge: "2" }),
      draftOf(4, { lastName: null }),
    ]);
    const cases: [Record<string, string | string[]>, HireId[]][] = [
      [{ x_size: "S" }, [small]],
      [{ x_size: ["S", "L"] }, [small, large]],
      [{ x_size: ["S", "L"], x_laptop: "yes", location: "Oslo" }, [large]],
      [{ x_size: "M", x_laptop: "yes" }, []],
      [{ x_gone: "M" }, []],
      [{ missing: "x_badge" }, [small, none]],
      [{ missing: ["lastName", "x_badge"], search: "hire-4" }, [none]],
      [{ missing: "lastName" }, [none]],
      [{ x_badge: ["1", "2"], sort: "-createdAt" }, [medium, large]],
    ];
    for (const [query, expected] of cases) {
      expect([query, (await list(query)).sort()]).toEqual([query, [...expected].sort()]);
      const conditions = newHireQuerySchema.parse(query);
      expect(await inOwn((tx) => countMatching(tx, actor.organizationId, conditions))).toBe(expected.length);
    }
    expect(await inOwn((tx) => valuesInUse(tx, actor.organizationId, "x_size"))).toEqual(["L", "M", "S"]);
  });

  it("in the list's order, where most have the value as where one does, on all pages", async () => {
    const drafts = Array.from({ length: 130 }, (_, at) =>
      withOwn(draftOf(at + 1, { lastName: `N ${String(at).padStart(3, "0")}` }), {
        x_laptop: at % 2 ? "yes" : "no",
        ...(at === 77 ? { x_size: "XL" } : {}),
      }),
    );
    const ids = await takeIn(actor.organizationId, drafts);
    const odd = ids.filter((_, at) => at % 2);
    expect(await list({ x_laptop: "yes", sort: "name", limit: "200" })).toEqual(odd);
    const first = await inOwn((tx) =>
      listNewHires(tx, actor.organizationId, newHireQuerySchema.parse({ x_laptop: "yes", sort: "name", limit: "40" })),
    );
    const cursor = first.nextCursor ?? "";
    expect(await list({ x_laptop: "yes", sort: "name", limit: "40", cursor })).toEqual(odd.slice(40));
    expect(await list({ x_laptop: "yes", x_size: "XL" })).toEqual([ids[77]]);
    expect(await list({ x_laptop: "yes", search: "hire-78" })).toEqual([ids[77]]);
  });

  it("and no organization's by another's", async () => {
    await takeIn(actor.organizationId, [withOwn(draftOf(1), { x_size: "S" })]);
    const stranger = await makeOrganization();
    const page = await inOrganization(stranger, (tx) => listNewHires(tx, stranger, newHireQuerySchema.parse({ x_size: "S" })));
    expect(page.items).toEqual([]);
  });

  it("is exported with its label, a number as one, yes and no in words", async () => {
    await takeIn(actor.organizationId, [withOwn(draftOf(1), { x_size: "S", x_laptop: "yes", x_badge: "12" })]);
    const answer = file("text/csv").write(
      await exportHires(actor, newHireExportQuerySchema.parse({ format: "csv", x_size: "S" }), new Date()),
    );
    const [titles = [], row = []] = parseCsv(await answer.text());
    const at = titles.indexOf("Shirt size");
    expect([titles.slice(at, at + 3), row.slice(at, at + 3)]).toEqual([
      ["Shirt size", "Laptop", "Badge"],
      ["S", "Yes", "12"],
    ]);
  });

  it("and an import rule leaves out whom it names, as its preview said", async () => {
    const [kept] = await takeIn(actor.organizationId, [
      withOwn(draftOf(1, { startDate: "2020-01-01" }), { x_laptop: "yes" }),
      withOwn(draftOf(2, { startDate: "2020-01-01" }), { x_laptop: "no" }),
    ]);
    const rules: SettingValue<"import_rules">["rules"] = [{ field: "x_laptop", is: "any_of", values: ["Yes"] }];
    expect(await inOwn((tx) => importRulesEffect(tx, rules))).toMatchObject({ leftOut: 1, takenIn: 0 });
    await save("import_rules", { rules });
    await reevaluateOpenHires(actor.organizationId);
    expect(await list({ status: "on_hold" })).toEqual([kept]);
    expect(await list({ status: "excluded" })).toHaveLength(1);
  });
});

describe("an own field is set for many", () => {
  const order = (input: BulkActionInput) => bulkActionInputSchema.parse(input);

  it("as it is stored, with a preview that holds, and the filter names it", async () => {
    const [first, second] = await takeIn(actor.organizationId, [
      withOwn(draftOf(1), { x_size: "S" }),
      withOwn(draftOf(2), { x_size: "M" }),
      draftOf(3),
    ]);
    const input = order({ action: "set_field", filter: { x_size: ["S", "M"] }, field: "x_size", value: " s" });
    expect(await inOwn((tx, now) => previewBulkAction(tx, actor, input, now))).toMatchObject({ total: 2, affected: 1 });
    const id = await inOwn((tx) => startBulkAction(tx, actor, input));
    await runBulkAction(actor.organizationId, id, new AbortController().signal);
    expect([(await hireOf(first)).fields.x_size?.source, (await hireOf(second)).fields.x_size]).toMatchObject([
      "greenhouse",
      { value: "S", source: "hr" },
    ]);
  });

  it("not with a value that it does not take, not cleared where it is required, and not one that is gone", async () => {
    await demand("x_size");
    const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
    const attempt = (field: `x_${string}`, value: string | null) =>
      inOwn((tx) => startBulkAction(tx, actor, order({ action: "set_field", ids: [id], field, value })));
    await expect(attempt("x_size", "XXL")).rejects.toMatchObject({ extras: { invalidParams: [{ name: "value" }] } });
    await expect(attempt("x_size", null)).rejects.toMatchObject({ extras: { invalidParams: [{ name: "value" }] } });
    await expect(attempt("x_gone", "1")).rejects.toMatchObject({ extras: { invalidParams: [{ name: "field" }] } });
  });
});

describe("own fields are changed", () => {
  it("in label, order and choices; a value that is no longer offered stays", async () => {
    const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
    await edit(id, { x_size: "L" });
    await save("own_fields", { fields: [laptop, { ...size, label: "T-shirt", choices: ["S", "M"] }, badge] });
    const { fields } = await hireOf(id);
    expect([Object.keys(fields).slice(-3), fields.x_size?.value]).toEqual([["x_laptop", "x_size", "x_badge"], "L"]);
  });

  it("not in type, and not away while a setting names them, which the reason names", async () => {
    await demand("x_size");
    await expect(save("own_fields", { fields: [laptop, badge] })).rejects.toMatchObject({
      extras: { invalidParams: [{ name: "fields", reason: expect.stringContaining("required fields") }] },
    });
    await expect(save("own_fields", { fields: [size, laptop, { ...badge, type: "text" }] })).rejects.toMatchObject({
      extras: { invalidParams: [{ name: "fields", reason: expect.stringContaining("Badge keeps its type") }] },
    });
  });

  it("away with all that hires hold of them; a field of the same name that comes later is empty", async () => {
    const [id] = await takeIn(actor.organizationId, [withOwn(draftOf(1), { x_size: "S" })]);
    const { change } = await edit(id, { x_size: "L", x_badge: "1" });
    await save("own_fields", { fields: [laptop, badge] });
    expect((await hireOf(id)).fields.x_size).toBeUndefined();
    await forgetRemovedFields(actor.organizationId, ["x_size", "x_badge"]);
    const row = await inOwn((tx) => tx.newHire.findFirstOrThrow({ where: { id } }));
    expect([row.ownValues, Object.keys(row.edits as object)]).toEqual([{ x_badge: "1" }, ["x_badge"]]);
    expect(row.greenhouseValues).not.toHaveProperty("x_size");
    await expect(inOwn((tx, now) => undoChange(tx, actor, id, { change: change ?? "" }, now))).rejects.toMatchObject({
      code: "cannot_undo",
    });
    await save("own_fields", { fields: [size, laptop, badge] });
    expect((await hireOf(id)).fields.x_size?.value).toBeNull();
  });

  it("away and, before they are forgotten, back with another type: the new field is empty, and no value of the earlier one can be restored", async () => {
    const [id] = await takeIn(actor.organizationId, [withOwn(draftOf(1), { x_size: "S" })]);
    await edit(id, { x_size: "L" });
    const { change } = await edit(id, { x_size: null });
    await edit(id, { x_size: "M" });
    await save("own_fields", { fields: [laptop, badge] });
    await save("own_fields", { fields: [{ ...size, type: "date", choices: undefined }, laptop, badge] });
    expect((await hireOf(id)).fields.x_size).toMatchObject({ value: null, greenhouseValue: null, source: null });
    await expect(inOwn((tx, now) => undoChange(tx, actor, id, { change: change ?? "" }, now))).rejects.toMatchObject({
      code: "cannot_undo",
    });
  });

  it("while a bulk action sets one of them, which then leaves the hires alone", async () => {
    const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
    const input = bulkActionInputSchema.parse({ action: "set_field", ids: [id], field: "x_size", value: "L" });
    const action = await inOwn((tx) => startBulkAction(tx, actor, input));
    await save("own_fields", { fields: [laptop, badge] });
    await runBulkAction(actor.organizationId, action, new AbortController().signal);
    expect(await inOwn((tx) => findBulkAction(tx, action))).toMatchObject({
      counts: { ok: 0, skipped: 1 },
      reasons: { value_not_taken: 1 },
    });
    expect(await inOwn((tx) => tx.newHire.findFirstOrThrow({ where: { id } }))).toMatchObject({ ownValues: {} });
  });

  it("and nothing of a field is forgotten that is back before", async () => {
    const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
    await edit(id, { x_size: "L" });
    await forgetRemovedFields(actor.organizationId, ["x_size"]);
    expect((await hireOf(id)).fields.x_size?.value).toBe("L");
  });
});
