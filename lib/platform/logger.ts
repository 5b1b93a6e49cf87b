import pino from "pino";
import { env } from "@/lib/platform/env";

const holder = globalThis as { emptrustLogger?: pino.Logger };

/**
 * Returns the process's logger: JSON lines on standard output. Log ids, codes and counts; never names, addresses, emails, tokens
 * or credentials. Log errors through `describeError`, because their messages can quote data.
 */
export function logger(): pino.Logger {
  holder.emptrustLogger ??= pino({ level: env().LOG_LEVEL, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime });
  return holder.emptrustLogger;
}

/**
 * Returns what may be logged of an error: name, code and stack. Messages of the database and of libraries can quote rows or
 * addresses, so they are left out.
 */
export function describeError(error: unknown): { name: string; code?: string; at?: string } {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = "code" in error && (typeof error.code === "string" || typeof error.code === "number") ? String(error.code) : undefined;
  const at = error.stack
    ?.split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 4)
    .map((line) => line.trim())
    .join(" < ");
  return { name: error.name, ...(code ? { code } : {}), ...(at ? { at } : {}) };
}
