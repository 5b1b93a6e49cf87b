import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, startGreenhouse, syncOf, versions } from "@/e2e/fixtures/greenhouse";
import { actorOf, draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import { demoClients, demoKeys, type Sandbox } from "@/e2e/sandbox/server";
import { recruiterOf } from "@/e2e/sandbox/world/employer";
import { shirtSizeOf } from "@/e2e/sandbox/world/model";
import type { Actor } from "@/lib/auth/actor";
import { findGreenhouse } from "@/lib/connections/data";
import type { HireField } from "@/lib/hire-fields/fields";
import { includeOne } from "@/lib/hires/bulk/many";
import { findNewHire } from "@/lib/hires/data";
import { countNewHires } from "@/lib/hires/list/list";
import { importRulesEffect, requiredFieldsEffect } from "@/lib/hires/list/rule-effects";
import { updateNewHire } from "@/lib/hires/mutations";
import { addDays, DAY_MS, daysLater, utcDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { asHireId, type HireId } from "@/lib/platform/ids";
import type { CustomField, FieldMapping } from "@/lib/settings/mapping/schema";
import { reevaluateOpenHires, runInvitationClock } from "@/lib/workflows/invite/invitation-clock";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";
import { previewMapping } from "@/lib/workflows/sync/preview-mapping";
import { startDueSyncs } from "@/lib/workflows/sync/schedule-syncs";

testDatabase();

let actor: Actor;

beforeEach(async () => {
  loadEnv({ mail: false });
  actor = actorOf(await makeOrganization(), "admin");
});

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);
const counts = () => inOwn(countNewHires);
const hireOf = (id: HireId) => inOwn((tx) => findNewHire(tx, id));

/** Complete hires on hold, pending ones, one invited: of every kind a setting decides about. */
function aTeam() {
  return takeIn(actor.organizationId, [
    draftOf(1, { startDate: "2020-01-01", location: "Porto", phone: "1" }),
    draftOf(2, { startDate: "2020-01-01", location: "Lyon" }),
    draftOf(3, { jobTitle: null, location: "Porto", phone: "2", startDate: "2020-01-01" }),
    draftOf(4, { jobTitle: null, location: null }),
    draftOf(5, { location: "Porto" }),
  ]);
}

describe("required fields", () => {
  it.each<HireField[][]>([
    [["firstName", "lastName", "personalEmail", "jobTitle", "startDate", "phone"]],
    [["personalEmail"]],
    [["personalEmail", "location", "phone"]],
  ])("say beforehand what saving %j does to the open hires", async (fields) => {
    await aTeam();
    const before = await counts();
    const effect = await inOwn((tx) => requiredFieldsEffect(tx, actor.organizationId, fields));
    await inOwn((tx) => changeSetting(tx, actor, "required_fields", { version: 0, value: { fields } }, new Date()));
    await reevaluateOpenHires(actor.organizationId);
    const after = await counts();
    expect(after.pending - before.pending).toBe(effect.becomePending - effect.becomeComplete);
    expect(await inOwn((tx) => requiredFieldsEffect(tx, actor.organizationId, fields))).toEqual({ becomePending: 0, becomeComplete: 0 });
  });

  it("are refused to whoever saves over somebody else's, and say who changed them last", async () => {
    const value = { fields: ["personalEmail" as const] };
    expect(await inOwn((tx) => changeSetting(tx, actor, "required_fields", { version: 0, value }, new Date()))).toMatchObject({
      ...value,
      version: 1,
      updatedBy: actor.name,
    });
    await expect(inOwn((tx) => changeSetting(tx, actor, "required_fields", { version: 0, value }, new Date()))).rejects.toMatchObject({
      code: "version_conflict",
    });
    const stranger = actorOf(await makeOrganization(), "admin");
    expect(await inOrganization(stranger.organizationId, (tx) => settingView(tx, "required_fields"))).toMatchObject({
      version: 0,
      updatedBy: null,
    });
  });
});

describe("import rules", () => {
  const rules = [{ field: "location" as const, is: "any_of" as const, values: ["porto"] }];

  it("say beforehand whom they leave out, leave them out, and take them in again when they go; taken by hand stays", async () => {
    const [, lyon, , nowhere, invited] = await aTeam();
    expect(await inOwn((tx) => importRulesEffect(tx, rules))).toMatchObject({ leftOut: 2, takenIn: 0 });
    await inOwn((tx) => changeSetting(tx, actor, "import_rules", { version: 0, value: { rules } }, new Date()));
    await reevaluateOpenHires(actor.organizationId);
    expect(await hireOf(lyon)).toMatchObject({ status: "excluded", attention: ["import_rule"] });
    expect(await hireOf(invited)).toMatchObject({ status: "invited" });
    await inOwn((tx) => includeOne(tx, actor, nowhere, new Date()));
    await reevaluateOpenHires(actor.organizationId);
    expect(await hireOf(nowhere)).toMatchObject({ status: "pending" });
    expect(await inOwn((tx) => importRulesEffect(tx, []))).toMatchObject({ leftOut: 0, takenIn: 1 });
    await inOwn((tx) => changeSetting(tx, actor, "import_rules", { version: 1, value: { rules: [] } }, new Date()));
    await reevaluateOpenHires(actor.organizationId);
    expect(await hireOf(lyon)).toMatchObject({ status: "on_hold" });
  });
});

describe("the sync interval", () => {
  it("of an organization holds in place of the installation's, a shorter one from now on", async () => {
    const sandbox = await startGreenhouse();
    actor = await connectedAdmin({ ...connections.v3 });
    const nextRun = async () => (await inOwn((tx) => tx.syncSchedule.findFirst()))?.nextRunAt?.getTime() ?? 0;
    expect(await inOwn((tx) => changeSetting(tx, actor, "sync", { version: 0, value: { intervalMinutes: 1 } }, new Date()))).toMatchObject({
      intervalMinutes: 1,
      defaultMinutes: 5,
    });
    expect(await nextRun()).toBeLessThanOrEqual(Date.now() + 60_000);
    await inOwn((tx) => tx.syncSchedule.updateMany({ data: { nextRunAt: new Date(0) } }));
    await inOwn((tx) => changeSetting(tx, actor, "sync", { version: 1, value: { intervalMinutes: 1440 } }, new Date()));
    const now = new Date();
    await startDueSyncs(now);
    expect(await nextRun()).toBe(now.getTime() + DAY_MS);
    await sandbox.close();
  });
});

describe("the clock", () => {
  it("says of pending hires that they start soon once they do, and no longer when the day is over", async () => {
    const inDays = (days: number) => addDays(utcDay(new Date()), days);
    const [soon, later] = await takeIn(actor.organizationId, [
      draftOf(1, { startDate: inDays(2), jobTitle: null }),
      draftOf(2, { startDate: inDays(9), jobTitle: null }),
    ]);
    expect((await hireOf(soon))?.attention).toContain("starts_soon");
    await runInvitationClock(daysLater(new Date(), 7));
    expect((await hireOf(soon))?.attention).not.toContain("starts_soon");
    expect((await hireOf(later))?.attention).toContain("starts_soon");
  });
});

/** The mappings, and the preferred name from a custom field that every offer of the sandbox has. */
function withStation(available: readonly CustomField[], mappings: readonly FieldMapping[]): FieldMapping[] {
  const station = available.find(({ key }) => key === "favorite_station");
  if (!station) throw new Error(`no such field among ${JSON.stringify(available)}`);
  return [...mappings, { field: "preferredName", from: station.from, key: station.key, translate: [], unknown: "keep" }];
}

describe.each(versions)("a field mapping over Harvest %s", (version) => {
  let sandbox: Sandbox | undefined;
  afterEach(() => sandbox?.close());

  it("is previewed on real hires, fills the field with the next sync, and empties it when it goes", async () => {
    sandbox = await startGreenhouse();
    actor = await connectedAdmin({ ...connections[version] });
    await syncOf(actor);
    const { available, mappings } = await inOwn((tx) => settingView(tx, "field_mapping"));
    const more = withStation(available, mappings);
    const { items } = await previewMapping(actor, more);
    expect(items.length).toBeGreaterThan(0);
    expect(items[0]?.fields).toEqual([
      { field: "preferredName", now: expect.toSatisfy((value) => value !== "The Swan"), next: "The Swan", problem: null, keptByHr: false },
    ]);
    const named = () => inOwn((tx) => tx.newHire.count({ where: { preferredName: "The Swan" } }));
    expect(await named()).toBe(0);
    const saved = await inOwn((tx) => changeSetting(tx, actor, "field_mapping", { version: 0, value: { mappings: more } }, new Date()));
    await syncOf(actor);
    expect(await named()).toBeGreaterThan(10);
    await inOwn((tx) => changeSetting(tx, actor, "field_mapping", { version: saved.version, value: { mappings } }, new Date()));
    await syncOf(actor);
    expect(await named()).toBe(0);
  });

  it("takes a candidate's own custom field as well as an offer's, and leaves empty what they left empty", async () => {
    sandbox = await startGreenhouse();
    actor = await connectedAdmin({ ...connections[version] });
    await syncOf(actor);
    const { available, mappings } = await inOwn((tx) => settingView(tx, "field_mapping"));
    expect(available).toContainEqual({ from: "candidate", key: "shirt_size", name: "Shirt Size", seen: expect.any(Number), values: [] });
    const more: FieldMapping[] = [
      ...mappings,
      { field: "preferredName", from: "candidate", key: "shirt_size", translate: [], unknown: "keep" },
    ];
    await inOwn((tx) => changeSetting(tx, actor, "field_mapping", { version: 0, value: { mappings: more } }, new Date()));
    await syncOf(actor);
    const hires = await inOwn((tx) =>
      tx.newHire.findMany({ select: { candidateId: true, preferredName: true }, where: { status: "invited" } }),
    );
    expect(hires.length).toBeGreaterThan(10);
    for (const { candidateId, preferredName } of hires) {
      expect(preferredName).toBe(shirtSizeOf({ id: Number(candidateId) }));
    }
  });

  it("takes the name of a role of the hiring team, which is read only where it is mapped", async () => {
    sandbox = await startGreenhouse();
    actor = await connectedAdmin({ ...connections[version] });
    await syncOf(actor);
    const { available, mappings } = await inOwn((tx) => settingView(tx, "field_mapping"));
    expect(available).toContainEqual({ from: "application", key: "recruiter", name: "Recruiter", seen: 0, values: [] });
    const more: FieldMapping[] = [
      ...mappings,
      { field: "preferredName", from: "application", key: "recruiter", translate: [], unknown: "keep" },
    ];
    await inOwn((tx) => changeSetting(tx, actor, "field_mapping", { version: 0, value: { mappings: more } }, new Date()));
    await syncOf(actor);
    const hires = await inOwn((tx) => tx.newHire.findMany({ where: { status: "invited" } }));
    expect(hires.length).toBeGreaterThan(10);
    const recruited = hires.flatMap(({ applicationId, preferredName }) => {
      const name = recruiterOf({ id: Number(applicationId) })?.name;
      return name === undefined ? [] : [[preferredName, name]];
    });
    expect(recruited.length).toBeGreaterThan(5);
    for (const [stored, name] of recruited) expect(stored).toBe(name);
  });

  it("is previewed beside HR's own values, and a credential that is refused meanwhile needs attention", async () => {
    sandbox = await startGreenhouse();
    actor = await connectedAdmin({ ...connections[version] });
    await syncOf(actor);
    const { available, mappings } = await inOwn((tx) => settingView(tx, "field_mapping"));
    const more = withStation(available, mappings);
    const [sample] = (await previewMapping(actor, more)).items;
    const hire = await hireOf(asHireId(sample?.id ?? ""));
    if (!hire) throw new Error("no sample");
    const edit = { version: hire.version, changes: { preferredName: "Ours" }, take: [], keep: [] };
    await inOwn((tx) => updateNewHire(tx, actor, hire.id, edit, new Date()));
    const { items } = await previewMapping(actor, more);
    expect(items.length).toBeGreaterThan(1);
    expect(items.flatMap(({ id, fields }) => (fields[0]?.keptByHr ? id : []))).toEqual([hire.id]);
    if (version === "v1") sandbox.keys.revoke(demoKeys.good);
    else sandbox.clients.revoke(demoClients.good.id);
    await expect(previewMapping(actor, more)).rejects.toMatchObject({
      code: "greenhouse_unreachable",
      extras: { params: { failure: "credential_rejected" } },
    });
    expect(await inOwn(findGreenhouse)).toMatchObject({ status: "needs_attention", attentionCode: "credential_rejected" });
  });

  it("translates values, makes hires pending for those it does not know, and lists these until a translation names them", async () => {
    sandbox = await startGreenhouse();
    actor = await connectedAdmin({ ...connections[version] });
    await syncOf(actor);
    const { mappings } = await inOwn((tx) => settingView(tx, "field_mapping"));
    const others = mappings.filter(({ field }) => field !== "employmentType");
    const save = async (more: FieldMapping[]) => {
      const { version: at } = await inOwn((tx) => settingView(tx, "field_mapping"));
      await inOwn((tx) => changeSetting(tx, actor, "field_mapping", { version: at, value: { mappings: more } }, new Date()));
      await syncOf(actor);
      const { available } = await inOwn((tx) => settingView(tx, "field_mapping"));
      return available.find(({ from, key }) => from === "candidate" && key === "shirt_size")?.values;
    };
    const shirt = (translate: FieldMapping["translate"]): FieldMapping => ({
      field: "employmentType",
      from: "candidate",
      key: "shirt_size",
      translate,
      unknown: "pending",
    });
    const sized = (where: object) => inOwn((tx) => tx.newHire.count({ where }));
    expect(await save([...others, shirt([{ from: "s", to: "Small" }])])).toEqual(["L", "M", "XL"]);
    expect(await sized({ employmentType: "Small" })).toBeGreaterThan(0);
    expect(await sized({ employmentType: { in: ["L", "M", "XL"] } })).toBe(0);
    const waiting = await sized({ missingFields: { has: "employmentType" }, status: "pending" });
    expect(waiting).toBeGreaterThan(0);
    const sizes = [{ from: "S", to: "Small" }, ...["L", "M", "XL"].map((from) => ({ from, to: `Size ${from}` }))];
    expect(await save([...others, shirt(sizes)])).toEqual([]);
    expect(await sized({ missingFields: { has: "employmentType" } })).toBe(0);
    expect(await sized({ employmentType: "Size XL" })).toBeGreaterThan(0);
  });
});

it("a field of the job, and of the opening that the offer filled, is mapped over Harvest v3 with as few requests as it takes", async () => {
  const sandbox = await startGreenhouse();
  try {
    actor = await connectedAdmin({ ...connections.v3 });
    await syncOf(actor);
    const { available, mappings } = await inOwn((tx) => settingView(tx, "field_mapping"));
    expect(available).toContainEqual({
      from: "job",
      key: "employment_type",
      name: "Employment Type",
      seen: expect.any(Number),
      values: [],
    });
    expect(available).toContainEqual({ from: "opening", key: "opening_id", name: "Opening ID", seen: 0, values: [] });
    const asked = () => sandbox.clients.find(demoClients.good.id)?.requests.openings ?? 0;
    // Connecting asks whether openings may be read.
    expect(asked()).toBe(1);
    const more = [
      { field: "preferredName" as const, from: "job" as const, key: "requisition_id" },
      { field: "managerName" as const, from: "opening" as const, key: "cost_center" },
    ].map((one) => ({ ...one, translate: [], unknown: "keep" as const }));
    const value = { mappings: [...mappings, ...more] };
    await inOwn((tx) => changeSetting(tx, actor, "field_mapping", { version: 0, value }, new Date()));
    await syncOf(actor);
    const hires = await inOwn((tx) => tx.newHire.findMany({ where: { offerId: { not: null } } }));
    const named = hires.filter(({ preferredName, managerName }) => /^\d+$/.test(preferredName ?? "") && /^CC-\d$/.test(managerName ?? ""));
    expect(named.length).toBeGreaterThan(hires.length / 2);
    expect(asked() - 1).toBe(Math.ceil(sandbox.world.offers().filter(({ status }) => status === "accepted").length / 50));
    const after = await inOwn((tx) => settingView(tx, "field_mapping"));
    expect(after.available.map(({ from, key }) => `${from} ${key}`)).toEqual(
      expect.arrayContaining(["opening opening_id", "opening cost_center"]),
    );
  } finally {
    await sandbox.close();
  }
});

it("of a job with several offices a translation says which one counts, and without one the hire waits", async () => {
  const sandbox = await startGreenhouse();
  try {
    actor = await connectedAdmin({ ...connections.v3 });
    await syncOf(actor);
    const counted = (where: object) => inOwn((tx) => tx.newHire.count({ where }));
    const without = await counted({ location: null });
    expect(without).toBeGreaterThan(0);
    const save = async (translate: FieldMapping["translate"]) => {
      const { version, mappings } = await inOwn((tx) => settingView(tx, "field_mapping"));
      const others = mappings.filter(({ field }) => field !== "location");
      const mapping: FieldMapping = { field: "location", from: "job", key: "offices", translate, unknown: "pending" };
      await inOwn((tx) => changeSetting(tx, actor, "field_mapping", { version, value: { mappings: [...others, mapping] } }, new Date()));
      await syncOf(actor);
      const { available } = await inOwn((tx) => settingView(tx, "field_mapping"));
      return available.find(({ from, key }) => from === "job" && key === "offices")?.values.filter((value) => value.includes(", ")) ?? [];
    };
    const several = await save([]);
    expect(several.length).toBeGreaterThan(0);
    const waiting = await counted({ missingFields: { has: "location" } });
    expect(waiting).toBeGreaterThan(0);
    expect(await save(several.map((from) => ({ from, to: from.split(", ")[0] ?? "" })))).toEqual([]);
    expect(await counted({ missingFields: { has: "location" } })).toBe(0);
    // Hires without a job have no office either.
    expect(await counted({ location: null })).toBe(without - waiting);
  } finally {
    await sandbox.close();
  }
});
