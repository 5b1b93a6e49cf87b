import { z } from "zod";
import { changes } from "@/e2e/sandbox/control/scenarios/changes";
import { credentials } from "@/e2e/sandbox/control/scenarios/credentials";
import { failures } from "@/e2e/sandbox/control/scenarios/failures";
import { hires } from "@/e2e/sandbox/control/scenarios/hires";
import { onAccount, type Scenario, scenario } from "@/e2e/sandbox/control/scenarios/scenario";
import type { Outcome, Stage } from "@/e2e/sandbox/control/stage";

const seed = {
  reset: scenario(
    "Reset to the seed",
    "Makes the account as it was at the start, without its webhook and failures; other accounts stay.",
    onAccount,
    ({ stage, world }) => {
      stage.resetAccount(world);
      return { summary: "The account is as it was at the start." };
    },
  ),
};

/** Every scenario by its group: what the page shows, the control interface offers and flows use. */
export const groups = { Hires: hires, Changes: changes, Failures: failures, Credentials: credentials, Reset: seed };

type Scenarios = typeof hires & typeof changes & typeof failures & typeof credentials & typeof seed;
export type ScenarioName = keyof Scenarios;
export type ScenarioInputs<Name extends ScenarioName> = z.input<Scenarios[Name]["inputs"]>;

const scenarios: ReadonlyMap<string, Scenario> = new Map(Object.values(groups).flatMap((group) => Object.entries<Scenario>(group)));

/** Returns the scenario of that name; undefined when there is none. */
export function findScenario(name: string): Scenario | undefined {
  return scenarios.get(name);
}

/** Runs a scenario and remembers its outcome for the page. Throws a `ZodError` for bad inputs, a `WorldError` for what cannot be. */
export function runScenario(stage: Stage, { label, perform }: Scenario, given: unknown): Outcome {
  const outcome = perform(stage, given);
  stage.lastScenario = { label, outcome };
  return outcome;
}

/** Returns every scenario with its group, its words and the JSON schema of its inputs. */
export function describeScenarios() {
  return Object.entries(groups).flatMap(([group, members]) =>
    Object.entries<Scenario>(members).map(([name, { label, sentence, inputs }]) => ({
      name,
      group,
      label,
      sentence,
      inputs: z.toJSONSchema(inputs, { io: "input" }),
    })),
  );
}
