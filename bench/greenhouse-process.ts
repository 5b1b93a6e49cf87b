import { type GreenhouseOrder, type LaterHires, otherCredentials } from "@/bench/greenhouse";
import { acceptOffer, hireCandidate, hireSchema } from "@/e2e/sandbox/control/hires";
import { permissions } from "@/e2e/sandbox/oauth/credentials";
import { startSandbox } from "@/e2e/sandbox/server";
import { dayIn } from "@/e2e/sandbox/world/calendar";
import { buildApplication, buildHire } from "@/e2e/sandbox/world/hire-builder";
import { cyclic, jobNames, people } from "@/e2e/sandbox/world/names";
import { bulkSeed } from "@/e2e/sandbox/world/seed";
import type { World } from "@/e2e/sandbox/world/world";

// A process of its own, so that what is measured is the client and not the two of them.
process.once("message", async ({ hires, limits, applicants = 0 }: GreenhouseOrder) => {
  const world = bulkSeed(hires);
  const applied = Array.from({ length: applicants }, () => addApplicant(world));
  const sandbox = await startSandbox({ port: 0, world, ...limits });
  sandbox.keys.add(otherCredentials.key, world, permissions);
  sandbox.clients.add({ ...otherCredentials.client, world });
  process.on("message", () => process.send?.(hireMore(world, applied)));
  process.send?.(sandbox.url);
});
process.once("disconnect", () => process.exit(0));

/** Adds someone who applied four months ago, before every hire that the world is seeded with, and returns the application. */
function addApplicant(world: World): number {
  const number = world.size + 1;
  const job = world.job(cyclic(jobNames, number));
  const facts = { name: cyclic(people, number), number, job, now: Date.now(), startsInDays: 21, acceptedDaysAgo: 90 };
  const { applicationIds } = world.add(buildHire(facts, { applications: [buildApplication(facts, { status: "active", offers: [] })] }));
  return applicationIds[0] ?? 0;
}

function hireMore(world: World, applied: readonly number[]): LaterHires {
  const now = Date.now();
  for (const applicationId of applied) {
    acceptOffer(world, applicationId, now, dayIn(21, now));
    world.hire(applicationId);
  }
  const appliedAfter = applied.flatMap(() => {
    const { applicationIds } = hireCandidate(world, now, hireSchema.parse({}));
    for (const id of applicationIds) world.application(id).appliedAt = now;
    return applicationIds;
  });
  return { appliedBefore: [...applied], appliedAfter };
}
