import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { z } from "zod";
import type { SandboxOptions } from "@/e2e/sandbox/server";

export interface GreenhouseOrder {
  hires: number;
  limits: Pick<SandboxOptions, "rateLimit" | "rateLimitV3" | "tokenRateLimit">;
}

const stateSchema = z.object({
  keys: z.array(z.object({ key: z.string(), refusedByRateLimit: z.number() })),
  clients: z.array(z.object({ id: z.string(), refusedByRateLimit: z.number() })),
});

/** A local Greenhouse with complete hires only, in a process of its own. */
export class Greenhouse {
  readonly url: string;
  private readonly end: () => Promise<void>;

  private constructor(url: string, end: () => Promise<void>) {
    this.url = url;
    this.end = end;
  }

  static async start(order: GreenhouseOrder): Promise<Greenhouse> {
    const child = fork(join(import.meta.dirname, "greenhouse-process.ts"), { execArgv: ["--import", "tsx"] });
    child.send(order);
    const [url] = await once(child, "message");
    return new Greenhouse(String(url), async () => {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    });
  }

  /** Returns how many 429 responses a key or client got since the last reset. */
  async refusals(name: string): Promise<number> {
    const { keys, clients } = stateSchema.parse(await (await fetch(`${this.url}/control/state`)).json());
    const found = keys.find(({ key }) => key === name) ?? clients.find(({ id }) => id === name);
    return found?.refusedByRateLimit ?? 0;
  }

  async resetStatistics(): Promise<void> {
    await fetch(`${this.url}/control/statistics/reset`, { method: "POST" });
  }

  close(): Promise<void> {
    return this.end();
  }
}
