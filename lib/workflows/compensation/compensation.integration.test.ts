import { parseCsv } from "hucre/csv";
import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, syncOf, versions } from "@/e2e/fixtures/greenhouse";
import { actorOf, makeOrganization } from "@/e2e/fixtures/hires";
import { testGreenhouse } from "@/e2e/fixtures/hooks/greenhouse";
import { salaryOf, shirtSizeOf } from "@/e2e/sandbox/world/model";
import type { Actor } from "@/lib/auth/actor";
import type { PayField } from "@/lib/compensation/rules";
import { newHireExportQuerySchema } from "@/lib/hires/conditions/schema";
import { findNewHire } from "@/lib/hires/data";
import { file } from "@/lib/http/responses";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { asHireId } from "@/lib/platform/ids";
import { forgetUnchosenPay } from "@/lib/workflows/compensation/forget-pay";
import { exportNewHires, showCompensation } from "@/lib/workflows/compensation/show-compensation";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";
import { erasePerson } from "@/lib/workflows/operate/erase-hire";
import { readPersonalData } from "@/lib/workflows/operate/personal-data";

testDatabase();
testGreenhouse();

let actor: Actor;

beforeEach(() => loadEnv({ mail: false }));

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);

const salary: PayField = { from: "offer", key: "salary" };
const size: PayField = { from: "candidate", key: "shirt_size" };

/** Chooses the fields as compensation, and syncs. */
async function choose(...fields: PayField[]) {
  const { version } = await inOwn((tx) => settingView(tx, "compensation"));
  await inOwn((tx, now) => changeSetting(tx, actor, "compensation", { version, value: { fields } }, now));
  await syncOf(actor);
}

async function someHire() {
  const row = await inOwn((tx) => tx.newHire.findFirstOrThrow({ where: { status: "invited", offerId: { not: null } } }));
  return { ...row, id: asHireId(row.id), pay: salaryOf({ id: Number(row.offerId) }) };
}

const shown = async (id: string) => (await inOwn((tx) => showCompensation(tx, actor, asHireId(id)))).items;

/** Returns all that the organization's rows hold, as text. */
async function everything(): Promise<string> {
  const tables = ["NewHire", "Offer", "AcceptedApplication", "Compensation", "AuditEntry", "HireEvent", "OrganizationSetting", "SyncRun"];
  const texts = await inOwn(async (tx) => {
    const found: string[] = [];
    for (const table of tables) {
      const rows = await tx.$queryRawUnsafe<{ text: string }[]>(`SELECT row_to_json(t)::text AS "text" FROM "${table}" t`);
      found.push(...rows.map(({ text }) => text));
    }
    return found;
  });
  return texts.join("\n");
}

describe.each(versions)("compensation over Harvest %s", (version) => {
  beforeEach(async () => {
    actor = await connectedAdmin({ ...connections[version] });
    await syncOf(actor);
  });

  it("is read of nothing by default", async () => {
    const { id, pay } = await someHire();
    expect(await shown(id)).toEqual([]);
    expect(await everything()).not.toContain(`${pay.amount} ${pay.unit}`);
  });

  it("is read of the chosen fields, also of hires who are there, and kept sealed alone", async () => {
    await choose(salary, size);
    const { id, pay, candidateId } = await someHire();
    expect(await shown(id)).toEqual([
      { ...salary, name: "Salary", value: `${pay.amount} ${pay.unit}` },
      { ...size, name: "Shirt Size", value: shirtSizeOf({ id: Number(candidateId) }) },
    ]);
    expect(await everything()).not.toContain(pay.amount);
    expect(JSON.stringify(await inOwn((tx) => findNewHire(tx, id)))).not.toContain(pay.amount);
  });

  it("is not written again by a sync that brings no news", async () => {
    await choose(salary, size);
    const rows = () => inOwn((tx) => tx.compensation.findMany({ orderBy: { id: "asc" } }));
    const before = await rows();
    expect(before.length).toBeGreaterThan(10);
    await syncOf(actor);
    expect(await rows()).toEqual(before);
  });

  it("stays where another field is chosen beside it, and comes back where it is chosen again", async () => {
    await choose(salary);
    const { id, pay } = await someHire();
    await choose(salary, size);
    await forgetUnchosenPay(actor.organizationId);
    expect((await shown(id))[0]?.value).toBe(`${pay.amount} ${pay.unit}`);
    await choose(size);
    await forgetUnchosenPay(actor.organizationId);
    await choose(salary);
    expect((await shown(id))[0]?.value).toBe(`${pay.amount} ${pay.unit}`);
  });

  it("of a field that is no longer chosen is deleted", async () => {
    await choose(salary, size);
    await choose(size);
    await forgetUnchosenPay(actor.organizationId);
    const { id } = await someHire();
    expect((await shown(id)).map(({ key }) => key)).toEqual(["shirt_size"]);
    const rows = await inOwn((tx) => tx.compensation.findMany({ where: { offerId: { not: 0 } } }));
    expect(rows).toEqual([]);
  });
});

describe("who learns of compensation", () => {
  beforeEach(async () => {
    actor = await connectedAdmin({ ...connections.v3 });
    await syncOf(actor);
    await choose(salary);
  });

  it("is in the audit log with each look at it, without the values", async () => {
    const { id } = await someHire();
    await shown(id);
    const entries = await inOwn((tx) => tx.auditEntry.findMany({ where: { action: "new_hire.compensation_viewed" } }));
    expect(entries).toMatchObject([{ subject: `new_hire:${id}`, changes: {}, actor: actor.name }]);
  });

  it("an export holds it only where an admin asks for it", async () => {
    const { pay, lastName } = await someHire();
    const csv = async (who: Actor, query: Record<string, string>) =>
      parseCsv(
        await file("text/csv")
          .write(await exportNewHires(who, newHireExportQuerySchema.parse({ format: "csv", ...query }), new Date()))
          .text(),
      );
    const [plain = []] = await csv(actor, {});
    expect(plain).not.toContain("Salary");
    const [titles = [], ...rows] = await csv(actor, { compensation: "include" });
    const row = rows.find((one) => one.includes(lastName ?? "") && one.includes(`${pay.amount} ${pay.unit}`));
    expect([titles.at(-1), row?.at(-1)]).toEqual(["Salary", `${pay.amount} ${pay.unit}`]);
    const hr = { ...actor, role: "hr" as const };
    await expect(csv(hr, { compensation: "include" })).rejects.toMatchObject({ code: "forbidden" });
    expect((await csv(hr, {}))[0]).toEqual(plain);
  });

  it("the person's own copy of their data holds it, and nothing does once they are erased", async () => {
    const { id, pay, applicationId } = await someHire();
    const copy = await inOwn((tx) => readPersonalData(tx, actor, id));
    expect(copy.compensation).toEqual([{ ...salary, name: "Salary", value: `${pay.amount} ${pay.unit}` }]);
    await inOwn((tx) => erasePerson(tx, actor, id));
    expect(await inOwn((tx) => tx.compensation.count({ where: { applicationId } }))).toBe(0);
  });

  it("is no other organization", async () => {
    const { id } = await someHire();
    const stranger = actorOf(await makeOrganization(), "admin");
    await expect(inOrganization(stranger.organizationId, (tx) => showCompensation(tx, stranger, id))).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await inOrganization(stranger.organizationId, (tx) => tx.compensation.count())).toBe(0);
  });
});
