import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, syncOf, versions } from "@/e2e/fixtures/greenhouse";
import { testGreenhouse } from "@/e2e/fixtures/hooks/greenhouse";
import { hireCandidate } from "@/e2e/sandbox/control/hires";
import type { Actor } from "@/lib/auth/actor";
import { readNewHire } from "@/lib/hires/data";
import { utcDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import { asHireId, type HireId } from "@/lib/platform/ids";
import { checkOneAgain } from "@/lib/workflows/sync/check-again";

testDatabase();

const sandbox = testGreenhouse();
let actor: Actor;

async function hired(): Promise<{ id: HireId; applicationId: number }> {
  const [applicationId = 0] = hireCandidate(sandbox().world, Date.now(), { complete: true, startsAt: "2030-01-07" }).applicationIds;
  await syncOf(actor);
  const row = await inOrganization(actor.organizationId, (tx) => tx.newHire.findFirstOrThrow({ where: { applicationId } }));
  return { id: asHireId(row.id), applicationId };
}

const read = (id: HireId) => inOrganization(actor.organizationId, (tx) => readNewHire(tx, id));

describe.each(versions)("a check of one hire that a sync overtakes, over Harvest %s", (version) => {
  beforeEach(async () => {
    actor = await connectedAdmin({ ...connections[version], inviteFrom: utcDay(new Date()) });
  });

  /** Lets what the sync does happen while the check waits for Greenhouse's answer about the person. */
  async function overtaken(id: HireId, change: () => void): Promise<void> {
    sandbox().faults.add({ kind: "slow", count: 1, pathPrefix: `/${version}/candidates`, delayMs: 1_500 });
    const check = checkOneAgain(actor, id);
    await new Promise((soon) => setTimeout(soon, 500));
    change();
    await syncOf(actor);
    await check;
  }

  it("does not bring back the start date of an offer that was replaced since", async () => {
    const { id, applicationId } = await hired();
    await overtaken(id, () => sandbox().world.newOfferVersion(applicationId, { startsOn: "2030-02-04" }));
    expect((await read(id)).fields.startDate.value).toBe("2030-02-04");
  });

  it("does not suspend somebody who was hired again since", async () => {
    const { id, applicationId } = await hired();
    sandbox().world.unhire(applicationId);
    await overtaken(id, () => {
      sandbox().world.hire(applicationId);
      sandbox().world.newOfferVersion(applicationId, { startsOn: "2030-02-04" });
    });
    expect(await read(id)).toMatchObject({ suspended: null, status: "invited" });
  });
});
