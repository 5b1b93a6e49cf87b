import { z } from "zod";
import { findScenario, runScenario } from "@/e2e/sandbox/control/scenarios/all";
import type { Scenario } from "@/e2e/sandbox/control/scenarios/scenario";
import type { Stage } from "@/e2e/sandbox/control/stage";
import { WorldError } from "@/e2e/sandbox/world/changes";

/** An input of a scenario, as the page asks for it. */
export interface Field {
  name: string;
  title: string;
  kind: "text" | "date" | "number" | "checkbox" | "choice";
  choices: string[];
  initial: string;
}

const propertySchema = z.object({
  /** Several where null may be given, too. */
  type: z.union([z.string(), z.array(z.string()).transform((types) => types.find((one) => one !== "null"))]).optional(),
  format: z.string().optional(),
  title: z.string().optional(),
  enum: z.array(z.string()).default([]),
  default: z.unknown().optional(),
});

/** Returns a scenario's inputs, from its schema: what is asked for and what a form's text means come from one place. */
export function fieldsOf({ inputs }: Scenario): Field[] {
  const { properties = {} } = z.toJSONSchema(inputs, { io: "input" });
  return Object.entries(properties).map(([name, property]) => {
    const { type, format, title = name, enum: choices, default: initial } = propertySchema.parse(property);
    return {
      name,
      title,
      kind: kindOf(type, format, choices),
      choices,
      initial: initial === undefined || initial === null ? "" : String(initial),
    };
  });
}

function kindOf(type: string | undefined, format: string | undefined, choices: string[]): Field["kind"] {
  if (choices.length > 0) return "choice";
  if (type === "boolean") return "checkbox";
  if (type === "number" || type === "integer") return "number";
  return format === "date" ? "date" : "text";
}

/** Returns what a sent form means: empty fields are not given, numbers are numbers, a ticked box is true. Unknown fields stay, to be refused. */
function readForm(scenario: Scenario, form: string): Record<string, unknown> {
  const kinds = new Map(fieldsOf(scenario).map(({ name, kind }) => [name, kind]));
  const given = [...new URLSearchParams(form)].filter(([, value]) => value !== "");
  return Object.fromEntries(
    given.map(([name, value]) => {
      const kind = kinds.get(name);
      if (kind === "number") return [name, Number(value)];
      return [name, kind === "checkbox" ? true : value];
    }),
  );
}

/** Runs the scenario that a form of the page is about, and returns the address that shows its outcome; undefined when there is no such scenario. */
export function press(stage: Stage, name: string, form: string): string | undefined {
  const scenario = findScenario(name);
  if (!scenario) return undefined;
  try {
    runScenario(stage, scenario, readForm(scenario, form));
  } catch (error) {
    if (!(error instanceof z.ZodError) && !(error instanceof WorldError)) throw error;
    const problem = error instanceof z.ZodError ? z.prettifyError(error) : error.message;
    stage.lastScenario = { label: scenario.label, problem };
  }
  const sent = new URLSearchParams(form);
  const place = new URLSearchParams(["account", "person"].flatMap((key) => (sent.get(key) ? [[key, sent.get(key) ?? ""]] : [])));
  return `/?${place}#outcome`;
}
