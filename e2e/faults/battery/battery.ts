import { setTimeout as sleep } from "node:timers/promises";
import pMap from "p-map";
import { type Need, whyNot } from "@/e2e/faults/battery/needs";
import type { Setting } from "@/e2e/faults/battery/setting";
import type { Template } from "@/e2e/faults/battery/template";
import { Trial } from "@/e2e/faults/battery/trial";
import { isRecovered, verdict } from "@/e2e/faults/battery/verdict";
import { Random } from "@/e2e/faults/random";

const parts = ["greenhouse", "database", "pooler", "mail", "process", "clock", "disk"] as const;
type Part = (typeof parts)[number];

/** One fault and what must come of it. */
export interface FaultCase {
  /** `part: what goes wrong, and when`. */
  name: string;
  part: Part;
  needs?: readonly Need[];
  setting?: Setting;
  /** Seconds after the fault within which everything goes on by itself. */
  recovers: number;
  /** Lets the fault happen, and checks the words said about it. Returns when it is over. */
  run(trial: Trial, random: Random): Promise<void>;
}

export interface Result {
  name: string;
  part: Part;
  outcome: "passed" | "failed" | "skipped";
  /** Seconds until it had recovered. */
  recovery: number;
  /** What was wrong, or why it was skipped. */
  reasons: string[];
}

export interface BatteryOptions {
  seed: number;
  /** Cases at a time. */
  concurrency: number;
  onResult?: (result: Result) => void;
}

/** Runs the cases, each in a world of its own. */
export function runBattery(cases: readonly FaultCase[], template: Template, options: BatteryOptions): Promise<Result[]> {
  const run = async (one: FaultCase) => {
    const result = await runCase(one, template, options.seed);
    options.onResult?.(result);
    return result;
  };
  return pMap(cases, run, { concurrency: options.concurrency });
}

async function runCase(one: FaultCase, template: Template, seed: number): Promise<Result> {
  const { name, part } = one;
  const reason = whyNot([...(one.needs ?? []), ...(one.setting?.pooler ? (["pgbouncer"] as const) : [])]);
  if (reason) return { name, part, outcome: "skipped", recovery: 0, reasons: [reason] };
  let trial: Trial | undefined;
  let recovery = 0;
  let reasons: string[];
  try {
    trial = await Trial.begin(template, one.setting ?? {});
    await one.run(trial, new Random(seed ^ hash(name)));
    recovery = await recovered(trial, one.recovers);
    // A copy that is not to be sent would be on its way now.
    await sleep(1_000);
    reasons = await verdict(trial);
    if (recovery > one.recovers) reasons.push(`it had not recovered after ${one.recovers} s`);
  } catch (error) {
    reasons = [`it broke off: ${error instanceof Error ? error.message : String(error)}`, ...(trial?.surprises ?? [])];
    if (process.env.FAULT_LOG)
      reasons.push(...(trial?.programs ?? []).flatMap(({ lines }) => lines.slice(-20).map((line) => JSON.stringify(line))));
  } finally {
    await trial?.end().catch((error: unknown) => process.stderr.write(`${name}: ${String(error)}\n`));
  }
  return { name, part, outcome: reasons.length === 0 ? "passed" : "failed", recovery, reasons };
}

/** Waits until it has recovered, for at most a little more than its time. Returns the seconds. */
async function recovered(trial: Trial, most: number): Promise<number> {
  const waited = () => Math.ceil((performance.now() - trial.mendedAt) / 1000);
  while (!(await isRecovered(trial))) {
    if (waited() > most + 5) return waited();
    await sleep(250);
  }
  return waited();
}

function hash(text: string): number {
  let mixed = 0;
  for (const letter of text) mixed = (Math.imul(mixed, 31) + letter.charCodeAt(0)) >>> 0;
  return mixed;
}

/** The results as a table, one line a part. */
export function tableOf(results: readonly Result[]): string {
  const head = ["part", "cases", "passed", "failed", "skipped", "slowest recovery"];
  const rows = [...parts.map((part) => [part, results.filter((one) => one.part === part)] as const), ["all", results] as const].map(
    ([part, own]) => {
      const count = (outcome: Result["outcome"]) => own.filter((one) => one.outcome === outcome).length;
      const slowest = Math.max(0, ...own.filter(({ outcome }) => outcome === "passed").map(({ recovery }) => recovery));
      return [part, own.length, count("passed"), count("failed"), count("skipped"), `${slowest} s`].map(String);
    },
  );
  return [head, ...rows]
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(12) : cell.padStart(at === 5 ? 18 : 9))).join(""))
    .join("\n");
}
