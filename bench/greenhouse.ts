import { z } from "zod";
import { Process } from "@/bench/process";
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
  private constructor(
    readonly url: string,
    private readonly process: Process,
  ) {}

  static async start(order: GreenhouseOrder): Promise<Greenhouse> {
    const process = new Process("greenhouse-process.ts");
    return new Greenhouse(await process.ask<string>(order), process);
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
    return this.process.end();
  }
}
