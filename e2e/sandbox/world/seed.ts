import { buildHire } from "@/e2e/sandbox/world/hire-builder";
import type { Moment } from "@/e2e/sandbox/world/model";
import { cyclic, jobNames, people } from "@/e2e/sandbox/world/names";
import { addOddCases } from "@/e2e/sandbox/world/odd-cases";
import { World } from "@/e2e/sandbox/world/world";

/** The complete hires of a seeded world that are nothing but that. */
const ORDINARY_HIRES = 40;

// Few enough digits that the phone and address lines, which contain the number, keep their shape.
const FIRST_ORDINARY_NUMBER = 101;

/**
 * A world with every odd case (`oddCases` has their ids) and a majority of complete hires. Ids are always the same;
 * dates follow `now`, so that it looks alive whenever it is seeded.
 */
export function seedWorld(now: Moment, clock?: () => Moment): World {
  const world = new World(clock);
  addOddCases(world, now);
  for (let index = 0; index < ORDINARY_HIRES; index++) {
    world.add(
      buildHire({
        name: cyclic(people, index),
        number: FIRST_ORDINARY_NUMBER + index,
        job: world.job(cyclic(jobNames, index)),
        now,
        startsInDays: index % 10 === 0 ? 2 : 7 + ((index * 11) % 50),
        acceptedDaysAgo: index % 21,
      }),
    );
  }
  return world;
}

/** Returns a world of `count` complete hires and nothing else, for measuring. 100,000 take well under a second. */
export function bulkSeed(count: number, now: Moment = Date.now()): World {
  const world = new World();
  const jobs = jobNames.map((name) => world.job(name));
  for (let index = 0; index < count; index++) {
    world.add(
      buildHire({
        name: cyclic(people, index),
        number: index + 1,
        job: cyclic(jobs, index),
        now,
        startsInDays: 7 + (index % 50),
        acceptedDaysAgo: index % 90,
      }),
    );
  }
  return world;
}
