import { setTimeout as sleep } from "node:timers/promises";
import type { Attack, Family } from "@/e2e/attacks/engine/attack";
import { type Answer, summaryOf } from "@/e2e/attacks/engine/client";
import { movedTables } from "@/e2e/attacks/engine/fingerprint";
import { leaksIn, leaksInLog } from "@/e2e/attacks/engine/leaks";
import type { Scene } from "@/e2e/attacks/engine/scene";

export interface Outcome {
  family: string;
  name: string;
  /** What the portal answered. */
  answered: string;
  /** Why it does not hold; empty when it holds. */
  faults: readonly string[];
}

/** Makes one attack and returns what came of it: the answer, what was written, and what was said. */
export async function attempt(family: string, attack: Attack, scene: Scene): Promise<Outcome> {
  const before = await scene.tables.fingerprint();
  const from = scene.log().length;
  let answers: readonly Answer[];
  try {
    answers = [await attack.send(scene)].flat();
  } catch (error) {
    return { family, name: attack.name, answered: "nothing", faults: [`no answer: ${error instanceof Error ? error.message : "?"}`] };
  }
  const faults = answers.flatMap((answer) => [...unexpected(attack, answer), ...leaksIn(answer, scene.canaries)]);
  const broken = await attack.holds?.(scene, answers).catch(() => "what came back could not be looked at");
  if (broken) faults.push(broken);
  const moved = movedTables(before, await scene.tables.fingerprint()).filter((table) => !(table in (attack.moves ?? {})));
  if (moved.length > 0) faults.push(`it wrote to ${moved.join(", ")}`);
  // An answer can be here before its line is.
  for (let tries = 0; tries < 20 && !answers.every((answer) => isLogged(answer, scene.log().slice(from))); tries++) await sleep(50);
  const said = scene.log().slice(from);
  faults.push(...answers.flatMap((answer) => (isLogged(answer, said) ? [] : ["the log does not say that it was refused"])));
  faults.push(...leaksInLog(said, scene.canaries));
  const answered = [...new Set(answers.map(summaryOf))].sort().join(", ");
  return { family, name: attack.name, answered, faults: [...new Set(faults)] };
}

/** Returns whether the log has a line for a refusal, under the request id that the answer carries. */
function isLogged({ status, headers }: Answer, log: string): boolean {
  // A conflict with the state of a record is an answer to a wish, and no refusal.
  const isRefusal = status >= 400 && status !== 409 && headers["content-type"]?.startsWith("application/problem+json");
  const id = headers["x-request-id"];
  return (
    !isRefusal || id === undefined || log.split("\n").some((line) => line.includes('"refused":') && line.includes(`"requestId":"${id}"`))
  );
}

function unexpected({ answer: expected }: Attack, answer: Answer): string[] {
  const allowed = [expected].flat();
  const summary = summaryOf(answer);
  const isAllowed = allowed.some((one) => summary === one || summary.startsWith(`${one} `));
  return isAllowed ? [] : [`answered ${summary} instead of ${allowed.join(" or ")}: ${answer.body.slice(0, 200)}`];
}

/** Makes the attacks one after the other, since each is held against what all tables hold. */
export async function runAttacks(families: readonly Family[], scene: Scene, onOutcome: (outcome: Outcome) => void): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name, attacks } of families) {
    for (const attack of attacks) {
      const outcome = await attempt(name, attack, scene);
      outcomes.push(outcome);
      onOutcome(outcome);
    }
  }
  return outcomes;
}
