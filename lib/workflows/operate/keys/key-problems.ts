import { setTimeout as sleep } from "node:timers/promises";
import { MINUTE_MS, SECOND_MS } from "@/lib/platform/calendar";
import { UnsealError, unseal } from "@/lib/platform/crypto";
import { sealingKeys } from "@/lib/platform/database/installation";
import { env } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";
import { recurringFault } from "@/lib/platform/telemetry/faults";
import { sealedColumn } from "@/lib/workflows/operate/keys/sealed-columns";

/** A key of the ring that stored secrets need and this process cannot use. */
export interface KeyProblem {
  keyId: string;
  /** `missing`: not in the ring. `wrong`: the ring has another key under its id. */
  problem: "missing" | "wrong";
}

/**
 * Returns what keeps this process from opening what is stored, over all organizations and people; empty where its key ring is right. Opens one text
 * for each key and sealed column.
 */
export async function findKeyProblems(): Promise<KeyProblem[]> {
  const ring = new Set(env().CREDENTIAL_KEYS.map(({ id }) => id));
  const problems = new Map<string, KeyProblem["problem"]>();
  for (const { keyId, table, column, ownerId, sealed } of await sealingKeys()) {
    if (!ring.has(keyId)) problems.set(keyId, "missing");
    else if (sealed !== null && ownerId !== null && !opens(sealed, table, column, ownerId)) problems.set(keyId, "wrong");
  }
  return [...problems].map(([keyId, problem]) => ({ keyId, problem })).sort((a, b) => a.keyId.localeCompare(b.keyId));
}

const KEEP_MS = MINUTE_MS;
const RETRY_MS = 5 * SECOND_MS;
const holder = globalThis as { emptrustKeyProblems?: { at: number; read: Promise<KeyProblem[]> } };

/** Returns what `findKeyProblems` found within the last minute, or finds it; callers at the same time share it, and a failure is not kept. */
export function knownKeyProblems(): Promise<KeyProblem[]> {
  const known = holder.emptrustKeyProblems;
  if (known && performance.now() - known.at < KEEP_MS) return known.read;
  const reading = { at: performance.now(), read: findKeyProblems() };
  holder.emptrustKeyProblems = reading;
  reading.read.catch(() => {
    if (holder.emptrustKeyProblems === reading) delete holder.emptrustKeyProblems;
  });
  return reading.read;
}

function opens(sealed: string, table: string, column: string, ownerId: string): boolean {
  const place = sealedColumn(table, column);
  if (!place) throw new Error(`${table}.${column} is sealed, and nothing says for what`);
  try {
    unseal(sealed, place.context(ownerId));
    return true;
  } catch (error) {
    if (error instanceof UnsealError) return false;
    throw error;
  }
}

/** Logs an error for each key that is missing or wrong, by its id. Asks again until the database answers. */
export async function logKeyProblems(): Promise<void> {
  const fault = recurringFault("the key ring cannot be checked yet", { level: "warn" });
  for (;;) {
    try {
      for (const { keyId, problem } of await findKeyProblems()) logger().error({ keyId }, messages[problem]);
      return fault.passed();
    } catch (error) {
      fault.failed(error);
      // Nothing else of the process waits for it.
      await sleep(RETRY_MS, undefined, { ref: false });
    }
  }
}

const messages = {
  missing: "CREDENTIAL_KEYS lacks a key that stored secrets need",
  wrong: "CREDENTIAL_KEYS has another key under this id than the one that stored secrets need",
} as const;
