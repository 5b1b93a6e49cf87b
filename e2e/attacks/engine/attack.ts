import type { Answer } from "@/e2e/attacks/engine/client";
import type { Scene, SceneCall } from "@/e2e/attacks/engine/scene";

/** What was sent, and what has to come of it besides that nothing is written and nothing is said. */
export interface Attack {
  /** What is tried and what holds. */
  name: string;
  send(scene: Scene): Promise<Answer | readonly Answer[]>;
  /** Status, problem code and field, as `422 invalid_fields email`, or the beginning; where several are listed, each answer is one of them. */
  answer: string | readonly string[];
  /** Tables that this attack may move, each with the reason: the trace that it leaves, or the one effect that a race may have. */
  moves?: Readonly<Record<string, string>>;
  /** What has to hold afterwards; returns what does not. */
  holds?(scene: Scene, answers: readonly Answer[]): Promise<string | null>;
}

export interface Family {
  name: string;
  attacks: readonly Attack[];
}

type Maybe<Value> = Value | ((scene: Scene) => Value);
const given = <Value>(value: Maybe<Value>, scene: Scene): Value =>
  typeof value === "function" ? (value as (scene: Scene) => Value)(scene) : value;

/** Returns an attack of one call. */
export function calling(name: string, answer: Attack["answer"], line: Maybe<string>, sent: Maybe<SceneCall> = {}): Attack {
  return { name, answer, send: (scene) => scene.call(given(line, scene), given(sent, scene)) };
}

/** Returns what does not hold, or null. */
export function unless(holds: boolean, otherwise: string): string | null {
  return holds ? null : otherwise;
}
