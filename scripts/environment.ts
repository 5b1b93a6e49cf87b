import { resolve } from "node:path";
import { inspect } from "node:util";
import { keptSecrets, type LocalDatabase, LocalDatabaseError, startLocalDatabase } from "@/lib/embedded-database/database";
import { type Env, EnvError, loadEnv, parseEnv } from "@/lib/platform/env";
import { MigrationError } from "@/prisma/migrate";

export interface Prepared {
  env: Env;
  /** The embedded PostgreSQL; undefined when DATABASE_URL names one. */
  database: LocalDatabase | undefined;
}

// Stand-ins that only let the rest of the environment be checked before a database is started.
const notYetKnown = {
  DATABASE_URL: "postgresql://localhost/emptrust",
  NEXTAUTH_SECRET: "x".repeat(32),
  CREDENTIAL_KEYS: `k:${"A".repeat(43)}=`,
};

/**
 * Makes the process's environment complete: without DATABASE_URL it starts the embedded PostgreSQL and takes the secrets
 * kept beside it. Everything that can be wrong is checked before anything is started.
 */
export async function prepareEnvironment(needs: { mail: boolean }): Promise<Prepared> {
  const given = process.env;
  const embedded = !given.DATABASE_URL;
  const checked = parseEnv(embedded ? { ...notYetKnown, ...withoutEmpty(given) } : given, needs);
  let database: LocalDatabase | undefined;
  if (embedded) {
    database = await startLocalDatabase(resolve(checked.DATA_DIR));
    const secrets = await keptSecrets(checked.DATA_DIR);
    given.DATABASE_URL = database.url;
    given.NEXTAUTH_SECRET ||= secrets.NEXTAUTH_SECRET;
    given.CREDENTIAL_KEYS ||= secrets.CREDENTIAL_KEYS;
  }
  // next-auth reads its own name of the public address.
  given.NEXTAUTH_URL = checked.APP_URL;
  return { env: loadEnv(needs), database };
}

function withoutEmpty(source: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== "")) as NodeJS.ProcessEnv;
}

/** A command was called in a way that cannot work; the message says how to call it. */
export class CommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CommandError";
  }
}

/** Runs a command; an error ends the process with exit code 1, and with one line when an operator can mend it. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    // What fails because its other half was stopped is no news, and the stopping is to be finished.
    if (endingSince !== undefined) return;
    process.stderr.write(`${forOperator(error) ?? inspect(error)}\n`);
    // Not left to Node.js: Next takes unhandled rejections for itself, and the process would live on with half of its parts.
    process.exit(1);
  }
}

const mendable = [EnvError, MigrationError, LocalDatabaseError, CommandError];

function forOperator(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (mendable.some((kind) => error instanceof kind)) return error.message;
  if ("syscall" in error && error.syscall === "listen" && "port" in error && "code" in error) {
    return `PORT: cannot listen on ${error.port} (${error.code})`;
  }
  return undefined;
}

// One Ctrl-C arrives more than once: from the terminal, from npm and from the process that started this one.
const SAME_SIGNAL_MS = 1_000;
let endingSince: number | undefined;

/** Runs `stop` once when the process is told to end, then ends it; a second signal, later, ends it at once. */
export function endOnSignal(stop: () => Promise<void>): void {
  const end = (signal: NodeJS.Signals) => {
    if (endingSince !== undefined) {
      if (performance.now() - endingSince > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    endingSince = performance.now();
    void stop().then(
      () => process.exit(0),
      () => process.exit(signal === "SIGINT" ? 130 : 1),
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
}
