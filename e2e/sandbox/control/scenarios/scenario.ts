import { z } from "zod";
import { newestHire } from "@/e2e/sandbox/control/people";
import { accountNamed, type Outcome, type Stage } from "@/e2e/sandbox/control/stage";
import { WorldError } from "@/e2e/sandbox/world/changes";
import { type Application, acceptedOffer, type Candidate } from "@/e2e/sandbox/world/model";
import type { World } from "@/e2e/sandbox/world/world";

/** What a scenario acts on. */
export interface Scene {
  stage: Stage;
  /** The account that the inputs name, else the default one. */
  world: World;
}

export interface Scenario<Inputs extends z.ZodType = z.ZodType> {
  label: string;
  /** One sentence: what it does, and what an input means where that is not plain. */
  sentence: string;
  inputs: Inputs;
  /** Checks the inputs and runs it. Throws a `ZodError` for bad ones, a `WorldError` for what cannot be. */
  perform(stage: Stage, given: unknown): Outcome;
}

/** Defines a scenario: its words, the schema of its inputs, and what it does with them. */
export function scenario<Inputs extends z.ZodType<{ account?: string | undefined }>>(
  label: string,
  sentence: string,
  inputs: Inputs,
  run: (scene: Scene, given: z.output<Inputs>) => Outcome,
): Scenario<Inputs> {
  const perform = (stage: Stage, given: unknown) => {
    const parsed = inputs.parse(given);
    return run({ stage, world: accountNamed(stage, parsed.account) }, parsed);
  };
  return { label, sentence, inputs, perform };
}

const account = { account: z.string().optional() };
const person = { person: z.number().int().optional() };

/** Inputs that name the account by a key or client id. */
export const onAccount = z.strictObject(account);
/** Inputs that name the account and one of its candidates by id: the newest hire unless given. */
export const onPerson = z.strictObject({ ...account, ...person });

/** Returns the candidate of that id, or the newest hire when there is none. */
export function personOf({ world }: Scene, id: number | undefined, isWanted?: (one: Candidate) => boolean): Candidate {
  const found = id === undefined ? newestHire(world, isWanted) : world.candidate(id);
  if (!found) throw new WorldError("unknown", id === undefined ? "No hire fits this scenario." : `There is no candidate ${id}.`);
  return found;
}

/** Returns the person's newest application with an accepted offer, of those in one of the states where any are given. */
export function applicationOf(one: Candidate, ...states: Application["status"][]): Application {
  const fits = ({ status }: Application) => states.length === 0 || states.includes(status);
  const found = one.applications.findLast((application) => fits(application) && acceptedOffer(application));
  if (!found)
    throw new WorldError(
      "impossible",
      `No application of candidate ${one.id} with an accepted offer is ${states.join(" or ") || "there"}.`,
    );
  return found;
}
