import { quantile } from "@/bench/figures";

/** How many ask at a time. */
export const CLIENTS = 8;
const CALLS = 400;
// A portal that has just started compiles its own code first.
const WARM_UP = 25;

export type Call = () => Promise<void>;

export interface Times {
  p50: number;
  p95: number;
}

/** Returns the milliseconds within which half of the calls, and nineteen of twenty, were answered. */
export async function measure(clients: readonly Call[]): Promise<Times> {
  const times: number[] = [];
  await Promise.all(
    clients.map(async (call) => {
      for (let at = 0; at < WARM_UP + CALLS / clients.length; at++) {
        const began = performance.now();
        await call();
        if (at >= WARM_UP) times.push(performance.now() - began);
      }
    }),
  );
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}
