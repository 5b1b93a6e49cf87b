import { inspect } from "node:util";
import { parseCsv } from "hucre/csv";
import { readXlsx } from "hucre/xlsx";
import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import { listAuditEntries } from "@/lib/audit/data";
import { exportAuditLog } from "@/lib/audit/export";
import type { Actor } from "@/lib/auth/actor";
import { startBulkAction } from "@/lib/hires/bulk/mutations";
import { bulkReport } from "@/lib/hires/bulk/report";
import { runBulkAction } from "@/lib/hires/bulk/run";
import { bulkActionInputSchema } from "@/lib/hires/bulk/schema";
import { newHireExportQuerySchema } from "@/lib/hires/conditions/schema";
import { exportHires } from "@/lib/hires/list/export";
import { csvFile } from "@/lib/http/download";
import { file } from "@/lib/http/responses";
import { utcDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";

testDatabase();

let actor: Actor;

beforeEach(async () => {
  loadEnv({ mail: false });
  actor = actorOf(await makeOrganization());
});

const download = file("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/calendar");
const exported = async (query: Record<string, string | string[]>) =>
  download.write(await exportHires(actor, newHireExportQuerySchema.parse(query), new Date()));

describe("an export", () => {
  it("holds everybody whom the view matches, on all pages, in its order", async () => {
    const drafts = Array.from({ length: 1_203 }, (_, at) =>
      draftOf(at + 1, { lastName: `Nowak ${String(at).padStart(5, "0")}`, location: at < 1_200 ? "Porto" : "Lyon" }),
    );
    await takeIn(actor.organizationId, drafts);
    const answer = await exported({ format: "csv", location: "Porto", sort: "-name" });
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="new-hires-\d{4}-\d\d-\d\d\.csv"$/);
    const [titles, ...rows] = parseCsv(await answer.text());
    expect(titles?.slice(0, 4)).toEqual(["First name", "Last name", "Preferred name", "Personal email"]);
    expect(rows).toHaveLength(1_200);
    expect([rows[0]?.[1], rows.at(-1)?.[1]]).toEqual(["Nowak 01199", "Nowak 00000"]);
  });

  it("follows filters of several values and relative dates, as the list does", async () => {
    const startDate = utcDay(new Date());
    await takeIn(actor.organizationId, [
      draftOf(1, { location: "Porto", startDate }),
      draftOf(2, { location: "Lyon", startDate }),
      draftOf(3, { location: "Oslo", startDate }),
      draftOf(4, { location: "Porto" }),
    ]);
    const answer = await exported({ format: "csv", location: ["Porto", "Lyon"], starts: "next_7_days" });
    expect(parseCsv(await answer.text())).toHaveLength(3);
  });

  it("lets no cell run as a formula, and keeps accents", async () => {
    await takeIn(actor.organizationId, [
      draftOf(1, { firstName: "=HYPERLINK(1)", lastName: "Łuk, asz", jobTitle: "@SUM(1)", phone: "+31 6" }),
    ]);
    const text = await (await exported({ format: "csv" })).text();
    const bytes = new Uint8Array(await (await exported({ format: "csv" })).arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [, row = []] = parseCsv(text);
    expect(row.slice(0, 2)).toEqual(["'=HYPERLINK(1)", "Łuk, asz"]);
    expect(row).toEqual(expect.arrayContaining(["'@SUM(1)", "'+31 6"]));
  });

  it.each(["＝1+1", "＋1", "－1", "＠SUM(1)", "﹦1", "\t=1", "\r1", "\u200b=1", " =1", "\ufeff+1", "−1", "|cmd"])(
    "lets nothing run as a formula that only looks different: %j",
    async (text) => {
      const rows = (async function* () {
        yield [text, `Ida ${text}`];
      })();
      const answer = download.write(csvFile({ fileName: "a", columns: [{ title: "A" }, { title: "B" }], rows }));
      expect(await answer.text()).toMatch(/^\ufeff?A,B\r?\n"?'/);
    },
  );

  it("is a workbook with days as days and texts as texts", async () => {
    await takeIn(actor.organizationId, [draftOf(1, { firstName: "=1+1", startDate: "2099-05-03" })]);
    const answer = await exported({ format: "xlsx" });
    const { sheets } = await readXlsx(new Uint8Array(await answer.arrayBuffer()));
    const [titles = [], row = []] = sheets[0]?.rows ?? [];
    expect(row[titles.indexOf("First name")]).toBe("=1+1");
    expect(row[titles.indexOf("Start date")]).toEqual(new Date("2099-05-03T00:00:00Z"));
  });

  it("is a calendar of whole days, none for those whose day is not known", async () => {
    await takeIn(actor.organizationId, [
      draftOf(1, { startDate: "2099-05-03", jobTitle: "Nurse; chief" }),
      draftOf(2, { startDate: null }),
    ]);
    const text = await (await exported({ format: "ics" })).text();
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(text).toContain("DTSTART;VALUE=DATE:20990503");
    expect(text.replace(/\r\n /g, "")).toContain("SUMMARY:Ida Nowak starts as Nurse\\; chief");
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
  });

  it("that cannot be read leaves no entry in the audit log", async () => {
    const conditions = { ...newHireExportQuerySchema.parse({ format: "csv" }), changedSince: "0000-01-01T00:00:00Z" };
    await expect(exportHires(actor, conditions, new Date())).rejects.toThrow();
    const beforeTheFirst = { from: "0000-01-01" };
    await expect(exportAuditLog(actor, beforeTheFirst, new Date())).rejects.toThrow();
    expect((await inOrganization(actor.organizationId, (tx) => listAuditEntries(tx, { limit: 1 }))).items).toEqual([]);
  });

  it("that fails on its way is cut off, and says no value of a row in the log", async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull() {
        throw new Error("value of Ida Nowak is out of range");
      },
    });
    const answer = download.write({ body: broken, mediaType: "text/csv", fileName: "a.csv" });
    await expect(answer.text()).rejects.toThrow("a file ended before it was whole");
    await expect(answer.text().catch((error: unknown) => inspect(error))).resolves.not.toContain("Nowak");
  });

  it("is noted in the audit log, and holds nobody of another organization", async () => {
    await takeIn(await makeOrganization(), [draftOf(1)]);
    expect(parseCsv(await (await exported({ format: "csv" })).text())).toHaveLength(1);
    const { items } = await inOrganization(actor.organizationId, (tx) => listAuditEntries(tx, { limit: 1 }));
    expect(items).toMatchObject([{ action: "new_hires.exported", actor: actor.name, changes: { format: "csv" } }]);
  });
});

it("the report of a bulk action says of each hire what was done and why not", async () => {
  const ids = await takeIn(actor.organizationId, [
    draftOf(1, { startDate: "2020-01-01" }),
    draftOf(2, { startDate: null, firstName: "Mei" }),
  ]);
  const id = await inOrganization(actor.organizationId, (tx) =>
    startBulkAction(tx, actor, bulkActionInputSchema.parse({ action: "send", ids })),
  );
  await runBulkAction(actor.organizationId, id, new AbortController().signal);
  const rows = parseCsv(await download.write(await bulkReport(actor, id)).text());
  expect(rows[0]).toEqual(["New hire", "Personal email", "Send invitations", "Reason"]);
  expect(rows).toContainEqual(["Ida Nowak", "hire-1@mail.test", "Done", ""]);
  expect(rows).toContainEqual(["Mei Nowak", "hire-2@mail.test", "Skipped", "A required field is missing."]);
  await expect(bulkReport(actorOf(await makeOrganization()), id)).rejects.toMatchObject({ code: "not_found" });
});
