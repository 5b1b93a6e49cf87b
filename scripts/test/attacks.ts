import { type Outcome, runAttacks } from "@/e2e/attacks/engine/run";
import { onScene } from "@/e2e/attacks/engine/scene";
import { allFamilies, representative } from "@/e2e/attacks/families/all";
import { hasSqlmap, runSqlmap } from "@/e2e/attacks/sqlmap";
import { runFlows } from "@/e2e/fixtures/browsers/run-flows";
import { runCommand } from "@/scripts/portal/environment";

// `--short`, as in `npm test`: a tenth of the named attacks, and none of what follows them. Words: attacks or families whose name has one.
const isShort = process.argv.includes("--short");
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const isWhole = !isShort && wanted.length === 0;
const matches = (name: string) => wanted.length === 0 || wanted.some((word) => name.toLowerCase().includes(word.toLowerCase()));

const families = (isShort ? representative(allFamilies) : allFamilies)
  .map(({ name, attacks }) => ({ name, attacks: attacks.filter((attack) => matches(attack.name) || matches(name)) }))
  .filter(({ attacks }) => attacks.length > 0);

/** As it was given: the attacked portal has its own in this process. */
const environment = { ...process.env };

const failed: Outcome[] = [];
let made = 0;

function report(outcome: Outcome): void {
  const { family, name, answered, faults } = outcome;
  made++;
  if (faults.length > 0) failed.push(outcome);
  process.stdout.write(`${faults.length === 0 ? "holds" : "FAILS"}  ${family.padEnd(18)} ${name} → ${answered}\n`);
  for (const fault of faults) process.stdout.write(`         ${fault}\n`);
}

/** Each hostile value in each place of every route; `npm test` sends one in several. */
function hostileInput(): boolean {
  return runFlows(["hostile-input", "--project", "v3"], { ...environment, ATTACKS: "all" }) === 0;
}

await runCommand(async () => {
  await onScene(async (scene) => {
    await runAttacks(families, scene, report);
    if (!isWhole) return;
    if (hasSqlmap()) runSqlmap(scene).forEach(report);
    else process.stdout.write("not run: sqlmap is not installed (Debian's package sqlmap)\n");
  });
  if (made === 0) throw new Error("no attack has such a name");
  process.stdout.write(`\n${made - failed.length} attacks held off, ${failed.length} not\n`);
  const isWithstood = isWhole ? hostileInput() : true;
  process.exit(failed.length === 0 && isWithstood ? 0 : 1);
});
