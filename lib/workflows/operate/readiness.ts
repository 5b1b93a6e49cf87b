import pTimeout from "p-timeout";
import { mailServerResponds } from "@/lib/email/transport";
import { pingQueue } from "@/lib/jobs/queue";
import { pingDatabase } from "@/lib/platform/database/client";
import { databaseTrouble } from "@/lib/platform/database/errors";
import { env } from "@/lib/platform/env";
import { workerIsAlive } from "@/lib/workflows/operate/heartbeat";
import { knownKeyProblems } from "@/lib/workflows/operate/keys/key-problems";

export const partNames = ["database", "queue", "worker", "mail", "keys"] as const;

/** A part of the portal and whether it works; null where it is not this process's. */
export interface Part {
  name: (typeof partNames)[number];
  ok: boolean | null;
  detail?: string;
}

const PATIENCE_MS = 5_000;

/**
 * Returns how the parts of this process are: both pools of database connections, the worker, the mail server and the key ring. Within
 * seconds.
 */
export async function readParts(): Promise<Part[]> {
  const [database, queue, mail, keys] = await Promise.all([
    part("database", pingDatabase),
    part("queue", pingQueue),
    env().SMTP_URL === undefined ? ({ name: "mail", ok: null } as const) : part("mail", mailServerResponds),
    part("keys", async () => {
      const problems = await knownKeyProblems();
      return problems.map(({ keyId, problem }) => `${problem} ${keyId}`).join(", ");
    }),
  ]);
  return [database, queue, { name: "worker", ok: env().WORKER === "off" ? null : workerIsAlive() }, mail, keys];
}

/** Returns a part that fails when asking does, or when the answer is a text that says what is wrong. */
async function part(name: Part["name"], ask: () => Promise<unknown>): Promise<Part> {
  try {
    const answer = await pTimeout(ask(), { milliseconds: PATIENCE_MS });
    return typeof answer === "string" && answer !== "" ? { name, ok: false, detail: answer } : { name, ok: true };
  } catch (error) {
    return { name, ok: false, detail: databaseTrouble(error) ?? "no_answer" };
  }
}
