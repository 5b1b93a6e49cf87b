import { beforeAll, expect, it } from "vitest";
import { type Result, runBattery } from "@/e2e/faults/battery/battery";
import { Template } from "@/e2e/faults/battery/template";
import { shortCases } from "@/e2e/faults/cases/short";
import { chosenSeed } from "@/e2e/faults/random";
import { testDatabase } from "@/e2e/fixtures/database";

testDatabase();

const seed = chosenSeed();
const results = new Map<string, Result>();

// `npm run test:faults` runs all of them. They mostly wait, so they run side by side.
beforeAll(async () => {
  const template = await Template.make();
  await runBattery(shortCases, template, { seed, concurrency: 6, onResult: (result) => results.set(result.name, result) });
}, 600_000);

for (const { name } of shortCases) {
  it(`nothing is lost, doubled or left to do after "${name}"`, (context) => {
    const result = results.get(name);
    if (result?.outcome === "skipped") context.skip(result.reasons.join());
    expect(result?.reasons, `FAULT_SEED=${seed}`).toEqual([]);
  });
}
