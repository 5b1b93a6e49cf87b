import { z } from "zod";
import { Process } from "@/bench/process";
import type { SandboxOptions } from "@/e2e/sandbox/server";

export interface GreenhouseOrder {
  hires: number;
  limits: Pick<SandboxOptions, "rateLimit" | "rateLimitV3" | "tokenRateLimit">;
  /** Applicants beside the hires, who applied long ago and are active. */
  applicants?: number;
}

/** Ids of applications, by when their people applied. */
const laterHiresSchema = z.object({ appliedBefore: z.array(z.number()), appliedAfter: z.array(z.number()) });
export type LaterHires = z.output<typeof laterHiresSchema>;

/** Another v1 key and v3 client of the same account, with a rate limit of their own. The key may list applications, too. */
export const otherCredentials = {
  key: "bench-key-lists-applications-0001",
  client: { id: "bench-client-of-another-sync-0001", secret: "bench-secret-of-another-sync-0001" },
} as const;

const stateSchema = z.object({
  keys: z.array(z.object({ key: z.string(), refusedByRateLimit: z.number() })),
  clients: z.array(z.object({ id: z.string(), refusedByRateLimit: z.number() })),
});

/** A local Greenhouse with complete hires only, and applicants where they are asked for, in a process of its own. */
export class Greenhouse {
  private constructor(
    readonly url: string,
    private readonly process: Process,
  ) {}

  static async start(order: GreenhouseOrder): Promise<Greenhouse> {
    const process = new Process("greenhouse-process.ts");
    return new Greenhouse(await process.ask<string>(order), process);
  }

  /** Hires every applicant, and as many people who apply only now. */
  async hireMore(): Promise<LaterHires> {
    return laterHiresSchema.parse(await this.process.ask("hire"));
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
