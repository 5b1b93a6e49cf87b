import { z } from "zod";
import type { Faults } from "@/e2e/sandbox/control/faults";
import type { Clients } from "@/e2e/sandbox/oauth/clients";
import type { Keys } from "@/e2e/sandbox/oauth/credentials";
import type { Webhooks } from "@/e2e/sandbox/webhooks/deliveries";
import type { World } from "@/e2e/sandbox/world/world";

/** What a scenario came to: a sentence for people, and what it touched. */
export interface Outcome {
  summary: string;
  candidateId?: number;
  applicationIds?: number[];
  offerIds?: number[];
  credentials?: string[];
}

/** What the control interface acts on. */
export interface Stage {
  /** The account that the routes without a key act on. */
  world: World;
  keys: Keys;
  clients: Clients;
  webhooks: Webhooks;
  faults: Faults;
  now: () => number;
  /** How far the `Date` header is ahead of the sandbox's own clock, as behind a proxy whose clock is wrong. */
  dateAheadSeconds: number;
  /** What the scenario that ran last came to, or why it could not run; null before the first. */
  lastScenario: { label: string; outcome: Outcome } | { label: string; problem: string } | null;
  /** Makes another account with a world of its own, a key and, where given, a client for it. */
  addAccount(key: string, content: "seeded" | "empty", client?: { id: string; secret: string }): World;
  /** Makes an account as it was at the start, without its webhook, faults and tokens; other accounts stay. */
  resetAccount(account: World): void;
  /** Does so with the demo's accounts, and ends the faults of all. */
  reset(): void;
  /** Sets the statistics of all keys and clients to nothing. */
  resetStatistics(): void;
}

/** Returns the world of the account that a key or a client id opens. */
export function worldNamed({ keys, clients }: Pick<Stage, "keys" | "clients">, name: string): World | undefined {
  return (keys.find(name) ?? clients.find(name))?.world;
}

/** Returns the world of the account that a key or a client id opens, the default one unless named. Throws a `ZodError` when there is none. */
export function accountNamed(stage: Stage, name: string | undefined): World {
  if (name === undefined) return stage.world;
  return z.custom<World>((world) => world !== undefined, "no account has this key or client").parse(worldNamed(stage, name));
}

/** Returns the keys and clients of an account. */
export function credentialsOf({ keys, clients }: Pick<Stage, "keys" | "clients">, world: World) {
  return { keys: keys.all().filter((key) => key.world === world), clients: clients.all().filter((client) => client.world === world) };
}
