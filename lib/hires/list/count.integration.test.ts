import { expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { makeOrganization } from "@/e2e/fixtures/hires";
import { countForScreen, countMatching } from "@/lib/hires/list/count";
import { inOrganization } from "@/lib/platform/db";

testDatabase();

it("hires are counted exactly up to 10,000, and beyond it is said that there are more; a decision gets the exact number", async () => {
  const organizationId = await makeOrganization();
  const counts = await inOrganization(organizationId, async (tx) => {
    await tx.$executeRaw`
      INSERT INTO "NewHire" ("id", "organizationId", "applicationId", "candidateId", "status", "location")
      SELECT gen_random_uuid(), ${organizationId}::uuid, n, n, 'pending', CASE WHEN n > 10000 THEN 'Oslo' END FROM generate_series(1, 10001) n`;
    const all = { status: ["pending" as const] };
    const most = { ...all, startTo: "2026-01-01" };
    await tx.$executeRaw`UPDATE "NewHire" SET "startDate" = '2026-01-01' WHERE "location" IS NULL`;
    return {
      all: await countForScreen(tx, organizationId, all),
      most: await countForScreen(tx, organizationId, most),
      one: await countForScreen(tx, organizationId, { location: ["Oslo"] }),
      exact: await countMatching(tx, organizationId, all),
    };
  });
  expect(counts).toEqual({
    all: { count: 10_000, isMore: true },
    most: { count: 10_000, isMore: false },
    one: { count: 1, isMore: false },
    exact: 10_001,
  });
});
