import { resolve } from "node:path";
import { type Env, EnvError, loadEnv, parseEnv } from "@/lib/platform/env";
import { keptSecrets, type LocalDatabase, LocalDatabaseError, startLocalDatabase } from "@/lib/platform/local-database";
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

/** Runs a command; what an operator can mend ends it with one line and exit code 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (
      !(
        error instanceof EnvError ||
        error instanceof MigrationError ||
        error instanceof LocalDatabaseError ||
        error instanceof CommandError
      )
    ) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** A command was called in a way that cannot work; the message says how to call it. */
export class CommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CommandError";
  }
}

/** Runs `stop` once when the process is told to end, then ends it; a second signal ends it at once. */
export function endOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const end = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    void stop().then(
      () => process.exit(0),
      () => process.exit(signal === "SIGINT" ? 130 : 1),
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
}
