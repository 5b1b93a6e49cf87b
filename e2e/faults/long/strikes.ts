import { setTimeout as sleep } from "node:timers/promises";
import type { LineFault } from "@/e2e/faults/battery/line";
import type { Program } from "@/e2e/faults/battery/program";
import type { LineName, Trial } from "@/e2e/faults/battery/trial";
import { recipientFaults, sessionFaults } from "@/e2e/faults/mail-server";
import type { Random } from "@/e2e/faults/random";
import { faultKinds } from "@/e2e/sandbox/control/faults";

/** A process that may be killed, and is started again each time. */
export interface Victim {
  name: string;
  program: Program;
  start(): Promise<Program>;
}

interface Strike {
  words: string;
  happen(): Promise<void>;
}

const passing = ["dropped", "refused", "frozen", "mute", "deaf", "slow", "cut"] as const satisfies readonly LineFault[];

/** Returns a fault by chance, of any kind. */
export function nextStrike(trial: Trial, random: Random, victims: readonly Victim[]): Strike {
  const pick = <Item>(items: readonly Item[]): Item => items[random.between(0, items.length - 1)] as Item;
  const kind = random.between(0, 9);
  if (kind <= 3) {
    const line = pick(["database", "database", "greenhouse", "mail"] as const satisfies readonly LineName[]);
    const fault = pick(passing);
    const seconds = fault === "dropped" ? 0 : random.between(2, 10);
    return { words: `${line} ${fault} for ${seconds} s`, happen: () => trial.trouble(line, fault, seconds) };
  }
  if (kind <= 5) {
    const victim = pick(victims);
    const signal = pick(["SIGKILL", "SIGTERM"] as const);
    return { words: `${victim.name} ${signal}`, happen: () => replace(trial, victim, signal) };
  }
  if (kind === 6) {
    const { name, program } = pick(victims);
    const seconds = random.between(5, 40);
    return { words: `${name} stands still for ${seconds} s`, happen: () => stand(trial, program, seconds) };
  }
  if (kind === 7) {
    const fault = pick(faultKinds);
    const count = random.between(1, 8);
    const happen = async () => trial.sandbox.faults.add({ kind: fault, count, delayMs: 2_000, retryAfter: 2 });
    return { words: `Greenhouse ${fault}, ${count} times`, happen };
  }
  if (kind === 8) return { words: "the mail server's answers go wrong", happen: async () => confuse(trial, random) };
  const user = new URL(trial.databaseUrl).username;
  const sql = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${user}' AND datname = current_database()`;
  return { words: "the database ends every session", happen: async () => void (await trial.query(sql)) };
}

async function replace(trial: Trial, victim: Victim, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  victim.program.signal(signal);
  const code = await victim.program.ended;
  trial.expect(signal === "SIGKILL" || code === 0, `${victim.name} ended with ${code}`);
  if (signal === "SIGKILL") await trial.noteLostAnswers();
  victim.program = await victim.start();
}

async function stand(trial: Trial, program: Program, seconds: number): Promise<void> {
  program.signal("SIGSTOP");
  await trial.noteLostAnswers();
  await sleep(seconds * 1000);
  program.signal("SIGCONT");
}

function confuse(trial: Trial, random: Random): void {
  trial.mail.sessionPlan = random.shuffled(sessionFaults);
  for (const { address } of trial.hired.slice(-6)) {
    trial.mail.recipientPlan.set(address, random.shuffled(recipientFaults).slice(0, random.between(1, 3)));
  }
}
