import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import type { Actor } from "@/lib/auth/actor";
import { findBulkAction } from "@/lib/hires/bulk/data";
import { startBulkAction } from "@/lib/hires/bulk/mutations";
import { previewBulkAction } from "@/lib/hires/bulk/preview";
import { runBulkAction } from "@/lib/hires/bulk/run";
import { type BulkActionInput, bulkActionInputSchema } from "@/lib/hires/bulk/schema";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";

testDatabase();

let actor: Actor;

beforeEach(async () => {
  loadEnv({ mail: false });
  actor = actorOf(await makeOrganization());
});

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);
const preview = (input: BulkActionInput) => inOwn((tx) => previewBulkAction(tx, actor.organizationId, bulkActionInputSchema.parse(input)));

async function done(input: BulkActionInput) {
  const id = await inOwn((tx) => startBulkAction(tx, actor, bulkActionInputSchema.parse(input)));
  await runBulkAction(actor.organizationId, id, new AbortController().signal);
  return inOwn((tx) => findBulkAction(tx, id));
}

/** Hires in each status that an action looks at: two on hold, one pending, one invited. */
const hires = () =>
  takeIn(actor.organizationId, [
    draftOf(1, { startDate: "2020-01-01", location: "Oslo" }),
    draftOf(2, { startDate: "2020-01-01", location: "Porto" }),
    draftOf(3, { jobTitle: null, location: "Oslo" }),
    draftOf(4, { location: "Oslo" }),
  ]);

describe("the preview of a bulk action", () => {
  it.each([
    ["set_field", { field: "location", value: "Porto" }],
    ["send", {}],
    ["exclude", {}],
    ["include", {}],
  ] as const)("of %s counts over all that match what the action then does", async (action, what) => {
    await hires();
    const input = { action, filter: {}, ...what };
    const { affected, total, reasons } = await preview(input);
    expect(total).toBe(4);
    expect(await done(input)).toMatchObject({ counts: { ok: affected, skipped: total - affected }, reasons });
  });

  it("counts the hires named by id or by a filter, and no one else", async () => {
    const [first] = await hires();
    const what = { action: "set_field", field: "department", value: "Care" } as const;
    expect(await preview({ ...what, ids: [first] })).toMatchObject({ total: 1, affected: 1 });
    expect(await preview({ ...what, filter: { status: "on_hold" } })).toMatchObject({ total: 2, affected: 2 });
    const stranger = actorOf(await makeOrganization());
    const order = bulkActionInputSchema.parse({ ...what, ids: [first] });
    const theirs = await inOrganization(stranger.organizationId, (tx) => previewBulkAction(tx, stranger.organizationId, order));
    expect(theirs).toMatchObject({ total: 0, affected: 0 });
  });

  it("counts the links that would stop working", async () => {
    await hires();
    expect(await preview({ action: "send", filter: {} })).toMatchObject({ affected: 3, replacedLinks: 1, reasons: { fields_missing: 1 } });
  });
});

it("a required field is cleared for no one, neither in the preview nor in the action", async () => {
  await hires();
  const input = { action: "set_field", filter: {}, field: "jobTitle", value: null } as const;
  const refusal = { code: "invalid_fields", extras: { invalidParams: [{ name: "value" }] } };
  await expect(preview(input)).rejects.toMatchObject(refusal);
  await expect(done(input)).rejects.toMatchObject(refusal);
  expect(await preview({ ...input, field: "location" })).toMatchObject({ affected: 4 });
});
