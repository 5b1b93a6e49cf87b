import open from "open";
import { describeScenarios, findScenario, runScenario } from "@/e2e/sandbox/control/scenarios/all";
import { say, startDemo } from "@/scripts/portal/demo";
import { CommandError, runCommand } from "@/scripts/portal/environment";

// Words: scenarios that are performed one after the other, with their usual inputs, once the demo has settled.
const wanted = process.argv.slice(2);

/** Whether there is a screen to open a page on. */
const hasScreen = process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

function scenarioNames(): string {
  const names = Map.groupBy(describeScenarios(), ({ group }) => group);
  return [...names].map(([group, members]) => `  ${group.padEnd(12)}${members.map(({ name }) => name).join(", ")}`).join("\n");
}

function named(name: string) {
  const scenario = findScenario(name);
  if (!scenario) throw new CommandError(`There is no scenario "${name}". There are:\n${scenarioNames()}`);
  return scenario;
}

await runCommand(async () => {
  const scenarios = wanted.map(named);
  const { sandbox, mailbox, url, words } = await startDemo();
  for (const scenario of scenarios) say(`  ${scenario.label}: ${runScenario(sandbox, scenario, {}).summary}`);
  if (hasScreen) for (const page of [sandbox.url, mailbox.webUrl, url]) await open(page);
  say(words);
  say(`  Scenarios, for the page, for "npm run qa -- NAME …", and for flows:
${scenarioNames()}

  Flows on this portal: DEMO_URL=${url} npm run test:flows -- --ui
`);
});
