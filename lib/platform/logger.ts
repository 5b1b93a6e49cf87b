import pino from "pino";
import { env } from "@/lib/platform/env";
import { logContext } from "@/lib/platform/telemetry/log-context";

const holder = globalThis as { emptrustLogger?: pino.Logger };

/**
 * Returns the process's logger: JSON lines on standard output, with the ids of the request, job, run and trace they belong to. Log ids,
 * codes and counts; never names, addresses, emails, tokens or credentials. Log errors through `describeError`, because their messages
 * can quote data. `error`: an operator must look; `warn`: it mends itself; `info`: what happened once.
 */
export function logger(): pino.Logger {
  holder.emptrustLogger ??= openLogger(env().LOG_LEVEL);
  return holder.emptrustLogger;
}

/** Returns a logger that writes to `destination`; standard output unless one is given. */
export function openLogger(level: string, destination?: pino.DestinationStream): pino.Logger {
  const options = { level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime, mixin: logContext };
  return destination ? pino(options, destination) : pino(options);
}

/** What may be logged of something thrown. */
export interface ErrorDescription {
  name: string;
  code?: string;
  at?: string;
  cause?: ErrorDescription;
}

const MOST_CAUSES = 4;
const PLACES = 4;
/** What names and codes are made of. Anything else may be a message, which can quote a row. */
const identifier = /^[\w.:#-]{1,80}$/;

/**
 * Returns what may be logged of anything thrown: names, codes, places, and the same of its causes. Messages of the database and of
 * libraries can quote rows or addresses, so they are left out. pg-boss and Prisma's adapter pass plain objects on: those are called by
 * their own name or kind, or by the first line of their stack.
 */
export function describeError(error: unknown): ErrorDescription {
  return describedTo(error, MOST_CAUSES);
}

function describedTo(error: unknown, causes: number): ErrorDescription {
  if (error === null) return { name: "null" };
  if (typeof error !== "object") return { name: typeof error };
  const code = firstIdentifier(...["code", "originalCode", "failure", "errno"].map((key) => read(error, key)));
  const at = placesIn(error);
  const cause = causeOf(error);
  return {
    name: nameOf(error),
    ...(code ? { code } : {}),
    ...(at ? { at } : {}),
    ...(causes > 0 && cause !== undefined && cause !== null ? { cause: describedTo(cause, causes - 1) } : {}),
  };
}

/** Getters of what is thrown may throw themselves. */
function read(object: object, key: string): unknown {
  try {
    return (object as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

function firstIdentifier(...candidates: readonly unknown[]): string | undefined {
  return candidates
    .filter((one) => typeof one === "string" || typeof one === "number")
    .map(String)
    .find((one) => identifier.test(one));
}

function nameOf(error: object): string {
  const stack = read(error, "stack");
  // A spread error keeps its stack, whose first line begins with the name, and loses the name.
  const inStack = typeof stack === "string" ? /^(?:Uncaught )?([A-Za-z]\w*)(?::|\n|$)/.exec(stack)?.[1] : undefined;
  const own = firstIdentifier(read(error, "name"), read(error, "kind"), inStack);
  const made = firstIdentifier(error.constructor?.name);
  return own ?? (made && made !== "Object" ? made : "object");
}

function placesIn(error: object): string | undefined {
  const [stack, message] = [read(error, "stack"), read(error, "message")];
  if (typeof stack !== "string") return undefined;
  // A message of several lines can look like a place.
  const after = typeof message === "string" && message !== "" ? stack.indexOf(message) + message.length : 0;
  const places = stack
    .slice(Math.max(0, after))
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, PLACES)
    .map((line) => line.trim());
  return places.length > 0 ? places.join(" < ") : undefined;
}

/** Prisma says PostgreSQL's own error in `meta`, an AggregateError the first of many in `errors`. */
function causeOf(error: object): unknown {
  const [cause, meta, errors] = [read(error, "cause"), read(error, "meta"), read(error, "errors")];
  if (cause !== undefined && cause !== null) return cause;
  if (typeof meta === "object" && meta !== null) return read(meta, "driverAdapterError");
  return Array.isArray(errors) ? errors[0] : undefined;
}
