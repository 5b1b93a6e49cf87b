import type { Faults } from "@/e2e/sandbox/control/faults";
import type { Clients } from "@/e2e/sandbox/oauth/clients";
import type { Keys } from "@/e2e/sandbox/oauth/credentials";
import type { Webhooks } from "@/e2e/sandbox/webhooks/deliveries";
import type { World } from "@/e2e/sandbox/world/world";

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
  /** Makes another account with a world of its own, a key and, where given, a client for it. */
  addAccount(key: string, content: "seeded" | "empty", client?: { id: string; secret: string }): World;
  /** Seeds the default account again, without its webhook, faults and the demo clients' tokens; other accounts stay. */
  reset(): void;
  /** Sets the statistics of all keys and clients to nothing. */
  resetStatistics(): void;
}

/** Returns the world of the account that a key or a client id opens. */
export function worldNamed({ keys, clients }: Pick<Stage, "keys" | "clients">, name: string): World | undefined {
  return (keys.find(name) ?? clients.find(name))?.world;
}
