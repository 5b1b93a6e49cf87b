import { beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn, withdrawHires } from "@/e2e/fixtures/hires";
import { statementsOf } from "@/e2e/fixtures/stack/statements";
import type { Actor } from "@/lib/auth/actor";
import { fieldsOf } from "@/lib/hire-fields/own/rules";
import { newHireSorts } from "@/lib/hires/codes";
import { newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { readNewHire } from "@/lib/hires/data";
import { listNewHires } from "@/lib/hires/list/list";
import { listHirePage } from "@/lib/hires/list/rows";
import { sendInvitation } from "@/lib/hires/mutations";
import { hirePageSchema } from "@/lib/hires/schema";
import { invitationObstacle } from "@/lib/hires/status";
import { markSent } from "@/lib/invitations/delivery/mutations";
import { inOrganization, type TenantTx } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { changeSetting } from "@/lib/workflows/operate/change-setting";

testDatabase();

let actor: Actor;
const inOwn = <Result>(work: (tx: TenantTx, now: Date) => Promise<Result>) => inOrganization(actor.organizationId, work);

// Once: the tests only read.
beforeAll(async () => {
  loadEnv({ mail: false });
  actor = actorOf(await makeOrganization(), "admin");
  await inOwn(async (tx, now) => {
    const fields = [{ key: "size", label: "Size", type: "text" as const }];
    await changeSetting(tx, actor, "own_fields", { version: 0, value: { fields } }, now);
    const packages = [{ name: "Clinic", when: [{ field: "location" as const, values: ["Porto"] }] }];
    await changeSetting(tx, actor, "packages", { version: 0, value: { packages, default: "Office" } }, now);
  });
  const ids = await takeIn(actor.organizationId, [
    draftOf(1, { location: "Porto", x_size: "M" }),
    draftOf(2, { firstName: null, lastName: null, startDate: null }),
    draftOf(3, { startDate: null, jobTitle: null, lastName: "Łuk" }),
    draftOf(4, { personalEmail: "hire-1@mail.test" }),
    draftOf(5, { startDate: "2099-01-01" }),
    draftOf(6, { startDate: "2099-01-01", lastName: null, firstName: null, personalEmail: null }),
    draftOf(7, { location: "Porto" }),
  ]);
  await inOwn(async (tx, now) => {
    await withdrawHires(tx, actor.organizationId, [7], now);
    const { invitations } = await readNewHire(tx, ids[4]);
    await markSent(tx, [invitations[0]?.id ?? ""], now);
  });
  await inOwn((tx, now) => sendInvitation(tx, actor, ids[4], now));
  await takeIn(await makeOrganization(), [draftOf(1), draftOf(2)]);
});

describe("the rows of a list", () => {
  const cases = [
    ...newHireSorts.flatMap((sort) => [{ sort }, { sort, limit: "2" }, { sort, status: ["pending", "invited"], limit: "1" }]),
    { search: "luk" },
    { attention: "possible_duplicate" },
    { missing: "startDate" },
    { x_size: "M" },
    { location: "Porto", status: "withdrawn" },
    { starts: "next_7_days" },
  ];

  it.each(cases)("are those of the whole records, page by page: %j", async (given) => {
    for (let cursor: string | undefined; ; ) {
      const query = newHireQuerySchema.parse({ ...given, ...(cursor === undefined ? {} : { cursor }) });
      const page = await listHirePage(actor.organizationId, query);
      const list = await inOwn((tx) => listNewHires(tx, actor.organizationId, query));
      expect(hirePageSchema.parse(page)).toEqual(page);
      expect(page.nextCursor).toBe(list.nextCursor);
      expect(page.counts).toEqual(list.counts);
      expect(page.items).toEqual(
        list.items.map((hire) => ({
          id: hire.id,
          status: hire.status,
          attention: hire.attention,
          missingFields: hire.missingFields,
          fields: Object.fromEntries(fieldsOf(hire.fields).map((field) => [field, hire.fields[field]?.value])),
          candidateId: hire.greenhouse?.candidateId ?? null,
          invitation: hire.invitations[0]
            ? {
                status: hire.invitations[0].status,
                attempts: hire.invitations[0].attempts,
                acceptedAt: hire.invitations[0].acceptedAt,
              }
            : null,
          lastSentAt: hire.invitations.find(({ sentAt }) => sentAt)?.sentAt ?? null,
          obstacle: invitationObstacle(hire),
          sendOn: hire.sendOn,
          package: hire.package,
          pendingSince: hire.pendingSince,
          createdAt: hire.createdAt,
          updatedAt: hire.updatedAt,
        })),
      );
      if (page.nextCursor === null) return;
      cursor = page.nextCursor;
    }
  });

  it("are read in one round trip with what stands around them, on a deep page, too", async () => {
    const first = await listHirePage(actor.organizationId, newHireQuerySchema.parse({ limit: "2", sort: "-startDate" }));
    const deep = newHireQuerySchema.parse({ limit: "2", sort: "-startDate", cursor: first.nextCursor ?? "" });
    const { result, trips } = await statementsOf(() => listHirePage(actor.organizationId, deep));
    expect(result.items).toHaveLength(2);
    const sent = trips[0]?.map(({ text }) => text) ?? [];
    expect(sent).toHaveLength(4);
    expect([sent[0], sent[3]]).toEqual(["BEGIN READ ONLY", "COMMIT"]);
    // None was sent after an answer had come.
    expect(trips).toHaveLength(1);
  });

  it("refuse a cursor whose row is gone", async () => {
    const { nextCursor } = await listHirePage(actor.organizationId, newHireQuerySchema.parse({ limit: "1", sort: "-name" }));
    const cursor = nextCursor ?? "";
    const theirs = await makeOrganization();
    const query = newHireQuerySchema.parse({ limit: "1", sort: "-name", cursor });
    await expect(listHirePage(theirs, query)).rejects.toMatchObject({
      code: "invalid_fields",
      message: expect.stringContaining("position"),
    });
  });
});
