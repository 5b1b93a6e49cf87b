import { readFileSync } from "node:fs";
import { join } from "node:path";
import { countFlakes, flowReportSchema } from "@/e2e/fixtures/browsers/flakes";
import { runFlows } from "@/e2e/fixtures/browsers/run-flows";
import { runCommand } from "@/scripts/portal/environment";

// Playwright takes the last number that it is given, so another one can follow on the command line.
const REPEATS = "20";

await runCommand(async () => {
  const report = join("test-results", "flakes.json");
  runFlows(["--repeat-each", REPEATS, "--reporter", "line,json", ...process.argv.slice(2)], {
    ...process.env,
    FLOWS_ARE: "repeated",
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  const { runs, flaked, flows } = countFlakes(flowReportSchema.parse(JSON.parse(readFileSync(report, "utf8"))));
  for (const { name, failed, runs: of } of flows) process.stdout.write(`${failed} of ${of} failed  ${name}\n`);
  process.stdout.write(`\n${flaked} of ${runs} runs flaked: ${((100 * flaked) / Math.max(runs, 1)).toFixed(2)} %\n`);
  if (flows.length > 0 || runs === 0) process.exitCode = 1;
});
