import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, applicationOf, draftOf, makeOrganization, takeIn, withdrawHires } from "@/e2e/fixtures/hires";
import type { Actor } from "@/lib/auth/actor";
import { newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { countMatching } from "@/lib/hires/list/count";
import { foldCounts } from "@/lib/hires/list/fold-counts";
import { countNewHires, listNewHires } from "@/lib/hires/list/list";
import { refreshSearch } from "@/lib/hires/list/refresh-search";
import { valuesInUse } from "@/lib/hires/list/values";
import { updateNewHire } from "@/lib/hires/mutations";
import { DAY_MS, HOUR_MS, utcDay } from "@/lib/platform/calendar";
import { inOrganization, type TenantTx } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { asHireId } from "@/lib/platform/ids";
import { readSetting } from "@/lib/settings/data";
import { changeSetting } from "@/lib/workflows/operate/change-setting";
import { refreshSearchTexts } from "@/lib/workflows/operate/maintain";

testDatabase();

let actor: Actor;

beforeEach(async () => {
  loadEnv({ mail: false });
  actor = actorOf(await makeOrganization());
});

describe("the list's filters", () => {
  async function found(query: Record<string, string | string[]>): Promise<number[]> {
    const list = await inOrganization(actor.organizationId, (tx) =>
      listNewHires(tx, actor.organizationId, newHireQuerySchema.parse(query)),
    );
    return list.items.map(applicationOf).sort();
  }

  beforeEach(async () => {
    await takeIn(actor.organizationId, [
      draftOf(1, { firstName: "Łukasz", location: "Kraków", startDate: "2099-01-01" }),
      draftOf(2, { firstName: "Ana", location: "Lisboa", department: "Medizin", jobTitle: "Chef", startDate: "2099-02-01" }),
      draftOf(3, { firstName: "Mei", location: "Kraków", jobTitle: null, startDate: null }),
    ]);
  });

  it.each([
    [{ search: "lukasz" }, [1]],
    [{ search: "  LUK  " }, [1]],
    [{ search: "100%" }, []],
    [{ search: "krakow" }, [1, 3]],
    [{ search: "MEDIZIN" }, [2]],
    [{ search: "ana lisboa" }, []],
    [{ missing: "startDate" }, [3]],
    [{ missing: "jobTitle", status: "pending" }, [3]],
    [{ missing: "jobTitle", status: "invited" }, []],
    [{ location: "Kraków" }, [1, 3]],
    [{ location: "Kraków", search: "mei" }, [3]],
    [{ jobTitle: "Chef" }, [2]],
    [{ jobTitle: ["Chef", "Site Nurse"] }, [1, 2]],
    [{ location: ["Kraków", "Lisboa"], jobTitle: "Chef" }, [2]],
    [{ missing: ["startDate", "personalEmail"] }, [3]],
    [{ status: ["pending", "invited"] }, [1, 2, 3]],
    [{ status: ["on_hold", "started"] }, []],
    [{ employmentType: ["Full-time", "Part-time"], sort: "-name" }, [1, 2, 3]],
    [{ changedBy: ["hr", "greenhouse"] }, [1, 2, 3]],
    [{ startFrom: "2099-01-15" }, [2]],
    [{ startTo: "2099-01-15" }, [1]],
    [{ startFrom: "2099-01-01", startTo: "2099-02-01" }, [1, 2]],
    [{ changedBy: "hr" }, []],
    [{ changedSince: "2199-01-01T00:00:00Z" }, []],
    [{ changedSince: "2020-01-01T00:00:00+02:00" }, [1, 2, 3]],
  ])("%j finds %j", async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  describe.each([
    ["Pacific/Kiritimati", 14],
    ["Pacific/Pago_Pago", -11],
  ])("relative to today in %s", (timeZone, hours) => {
    const day = (days: number) => utcDay(new Date(Date.now() + hours * HOUR_MS + days * DAY_MS));

    beforeEach(async () => {
      const admin = { ...actor, role: "admin" as const };
      await inOrganization(actor.organizationId, async (tx, now) => {
        const { value } = await readSetting(tx, "invitations");
        await changeSetting(tx, admin, "invitations", { version: 0, value: { ...value, timeZone } }, now);
      });
      const days = [-31, -30, -8, -7, -1, 0, 1, 7, 8, 14, 15, 30, 31];
      await takeIn(
        actor.organizationId,
        days.map((days) => draftOf(1_000 + days, { startDate: day(days) })),
      );
      await inOrganization(actor.organizationId, (tx) => withdrawHires(tx, actor.organizationId, [1_000 - 7], new Date()));
    });

    it.each([
      ["today", [0]],
      ["next_7_days", [0, 1, 7]],
      ["next_14_days", [0, 1, 7, 8, 14]],
      ["next_30_days", [0, 1, 7, 8, 14, 15, 30]],
      ["last_7_days", [-7, -1, 0]],
      ["last_30_days", [-30, -8, -7, -1, 0]],
      // The one who starts seven days ago was withdrawn, and is not awaited.
      ["overdue", [-31, -30, -8, -1]],
    ])("%s", async (starts, days) => {
      const expected = days.map((days) => 1_000 + days).sort();
      expect(await found({ starts })).toEqual(expected);
      const asked = newHireQuerySchema.parse({ starts });
      const count = await inOrganization(actor.organizationId, (tx) => countMatching(tx, actor.organizationId, asked));
      expect(count).toBe(expected.length);
      expect(await found({ starts, status: "withdrawn" })).toEqual(days.includes(-7) ? [993] : []);
    });
  });

  it("find whom HR changed last", async () => {
    await inOrganization(actor.organizationId, async (tx) => {
      const { id, version } = await tx.newHire.findFirstOrThrow({ where: { applicationId: 2 } });
      await updateNewHire(tx, actor, asHireId(id), { version, changes: { location: "Porto" }, take: [], keep: [] }, new Date());
    });
    expect(await found({ changedBy: "hr" })).toEqual([2]);
    expect(await found({ changedBy: "greenhouse" })).toEqual([1, 3]);
  });
});

describe("the search", () => {
  it("finds by location whom an earlier release wrote, once the housekeeping has been there", async () => {
    const { organizationId } = actor;
    await takeIn(organizationId, [draftOf(1, { location: "Kraków" }), draftOf(2, { location: "Lisboa" })]);
    const found = (search: string) =>
      inOrganization(organizationId, (tx) => listNewHires(tx, organizationId, newHireQuerySchema.parse({ search })));
    const asBefore = (tx: TenantTx) => tx.$executeRaw`UPDATE "NewHire" SET "searchText" = split_part("searchText", chr(10), 1)`;
    await inOrganization(organizationId, asBefore);
    expect((await found("krakow")).items).toEqual([]);
    const [before] = (await found("ida")).items;
    await refreshSearchTexts(organizationId);
    expect((await found("krakow")).items).toMatchObject([{ fields: { location: { value: "Kraków" } } }]);
    expect((await found("ida")).items[0]).toEqual(before);
    await inOrganization(organizationId, async (tx) => expect(await refreshSearch(tx, organizationId, 10)).toBe(0));
  });

  it("leaves the text of a hire whom someone is editing to the next time", async () => {
    const { organizationId } = actor;
    const [id] = await takeIn(organizationId, [draftOf(1), draftOf(2)]);
    await inOrganization(organizationId, (tx) => tx.$executeRaw`UPDATE "NewHire" SET "searchText" = 'old'`);
    await inOrganization(organizationId, async (editor) => {
      await editor.$queryRaw`SELECT 1 FROM "NewHire" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
      expect(await inOrganization(organizationId, (tx) => refreshSearch(tx, organizationId, 10))).toBe(1);
    });
    expect(await inOrganization(organizationId, (tx) => refreshSearch(tx, organizationId, 10))).toBe(1);
  });
});

describe("the counts of the list", () => {
  it("are exact after whatever changed the hires, and after their changes were folded together", async () => {
    const { organizationId } = actor;
    await takeIn(organizationId, [draftOf(1), draftOf(2), draftOf(3, { jobTitle: null })]);
    await inOrganization(organizationId, async (tx) => {
      expect(await countNewHires(tx)).toMatchObject({ pending: 1, invited: 2, withdrawn: 0, attention: 0 });
      await withdrawHires(tx, organizationId, [draftOf(1).applicationId], new Date());
      const after = await countNewHires(tx);
      expect(after).toMatchObject({ pending: 1, invited: 1, withdrawn: 1 });
      await foldCounts(tx, organizationId);
      expect(await countNewHires(tx)).toEqual(after);
    });
  });
});

it("the values in use of a field are each named once, in order, and only the organization's own", async () => {
  await takeIn(actor.organizationId, [
    draftOf(1, { location: "Lisboa" }),
    draftOf(2, { location: "Kraków" }),
    draftOf(3, { location: "Lisboa" }),
    draftOf(4, { location: null }),
  ]);
  const other = actorOf(await makeOrganization());
  await takeIn(other.organizationId, [draftOf(1, { location: "Oslo" })]);
  expect(await inOrganization(actor.organizationId, (tx) => valuesInUse(tx, actor.organizationId, "location"))).toEqual([
    "Kraków",
    "Lisboa",
  ]);
  expect(await inOrganization(other.organizationId, (tx) => valuesInUse(tx, other.organizationId, "location"))).toEqual(["Oslo"]);
});
