import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, startGreenhouse } from "@/e2e/fixtures/greenhouse";
import { daysLater } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { tidyOrganization } from "@/lib/workflows/operate/maintain";

testDatabase();

beforeAll(() => void loadEnv({ mail: false }));

it("the housekeeping keeps syncs for 90 days, those without news for 7, and the newest hundred", async () => {
  await startGreenhouse();
  const { organizationId } = await connectedAdmin(connections.v3);
  const now = new Date();
  const left = await inOrganization(organizationId, async (tx) => {
    const { id: integrationId } = await tx.partnerIntegration.findFirstOrThrow();
    const run = (days: number, quiet: boolean) => {
      const at = daysLater(now, -days);
      return {
        organizationId,
        integrationId,
        trigger: "schedule" as const,
        status: "succeeded" as const,
        startedAt: at,
        finishedAt: at,
        createdAt: at,
        quiet,
      };
    };
    await tx.syncRun.deleteMany();
    const newest = Array.from({ length: 100 }, () => run(0, true));
    await tx.syncRun.createMany({ data: [...newest, run(6, true), run(8, true), run(8, false), run(89, false), run(91, false)] });
    return () => inOrganization(organizationId, (reading) => reading.syncRun.findMany({ orderBy: { createdAt: "desc" }, skip: 100 }));
  });
  await tidyOrganization(organizationId, now);
  expect((await left()).map(({ createdAt, quiet }) => [Math.round((now.getTime() - createdAt.getTime()) / 86_400_000), quiet])).toEqual([
    [6, true],
    [8, false],
    [89, false],
  ]);
});

it("the housekeeping leaves the only syncs of an organization, however long ago they were", async () => {
  await startGreenhouse();
  const { organizationId } = await connectedAdmin(connections.v3);
  const before = await inOrganization(organizationId, async (tx) => {
    await tx.syncRun.updateMany({
      data: { createdAt: daysLater(new Date(), -400), finishedAt: daysLater(new Date(), -400), quiet: true, status: "succeeded" },
    });
    return tx.syncRun.count();
  });
  await tidyOrganization(organizationId, new Date());
  expect(await inOrganization(organizationId, (tx) => tx.syncRun.count())).toBe(before);
});
