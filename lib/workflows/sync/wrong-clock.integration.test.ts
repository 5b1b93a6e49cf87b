import { afterEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, startGreenhouse, syncOf, versions } from "@/e2e/fixtures/greenhouse";
import { hireCandidate } from "@/e2e/sandbox/control/hires";
import type { Sandbox } from "@/e2e/sandbox/server";
import type { Actor } from "@/lib/auth/actor";
import { openNotices } from "@/lib/notices/data";
import { DAY_MS, daysLater } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import { runNoticeClock } from "@/lib/workflows/operate/notice-clock";

testDatabase();

let sandbox: Sandbox;

afterEach(() => sandbox?.close());

const hire = () => BigInt(hireCandidate(sandbox.world, Date.now(), { complete: true }).applicationIds[0] ?? 0);
const imported = (actor: Actor, applicationId: bigint) =>
  inOrganization(actor.organizationId, (tx) => tx.newHire.count({ where: { applicationId } })).then((count) => count === 1);
const skewNotice = async (actor: Actor) => {
  await runNoticeClock(new Date());
  const notices = await inOrganization(actor.organizationId, (tx) => openNotices(tx, actor.userId));
  return notices.find(({ code }) => code === "clock_skew") ?? null;
};
const position = (actor: Actor, data: { offersWatermark?: Date; comparedAt?: Date }) =>
  inOrganization(actor.organizationId, (tx) => tx.partnerIntegration.updateMany({ data }));

describe.each(versions)("while Greenhouse's clock is wrong, over Harvest %s", (version) => {
  const connect = async () => {
    sandbox = await startGreenhouse();
    return connectedAdmin({ ...connections[version], inviteFrom: "2020-01-01" });
  };

  it.each([
    ["an hour ahead", 3_600],
    ["in the year 2099", (73 * 365 * DAY_MS) / 1_000],
    ["an hour behind", -3_600],
  ])("%s, who is hired from then on is imported, and an admin is told of the clock", async (_, aheadSeconds) => {
    const actor = await connect();
    await syncOf(actor);
    sandbox.dateAheadSeconds = aheadSeconds;
    await syncOf(actor);
    expect(await skewNotice(actor)).not.toBeNull();
    const [during, after] = [hire(), hire()];
    await syncOf(actor);
    expect(await imported(actor, during)).toBe(true);
    sandbox.dateAheadSeconds = 0;
    await syncOf(actor);
    expect(await imported(actor, after)).toBe(true);
    expect(await skewNotice(actor)).toBeNull();
  });

  it("a watermark that an earlier release took from such a clock hides nobody", async () => {
    const actor = await connect();
    await syncOf(actor);
    const hidden = hire();
    await position(actor, { offersWatermark: new Date("2099-01-01T00:00:00Z") });
    await syncOf(actor);
    expect(await imported(actor, hidden)).toBe(true);
  });

  it("whatever a watermark missed is found within a week, for a few requests", async () => {
    const actor = await connect();
    await syncOf(actor);
    const missed = hire();
    await position(actor, { offersWatermark: new Date(), comparedAt: daysLater(new Date(), -8) });
    const { requests } = await syncOf(actor);
    expect(await imported(actor, missed)).toBe(true);
    const { requests: usual } = await syncOf(actor);
    expect(requests - usual).toBeLessThan(10);
  });
});
