import { expect, it } from "vitest";
import { chosenSeed } from "@/e2e/faults/random";
import { runFaults } from "@/e2e/faults/run";
import { testDatabase } from "@/e2e/fixtures/database";

testDatabase();

// `npm run test:faults` is the same at length. Here each step is killed once.
const short = { kills: 9, trapsPerLife: [3, 3], hires: 7, unknown: 1, duringOutage: 6, mailPerMinute: 10, realTime: false } as const;

it("loses no invitation, and sends none twice without need, whatever the moment a worker is killed or the mail server fails", async () => {
  const seed = chosenSeed();
  const { failures, table, summary } = await runFaults(seed, short);
  process.stdout.write(`${table}\n${summary}\n`);
  expect(failures, `FAULT_SEED=${seed}`).toEqual([]);
}, 600_000);
