import { resolve } from "node:path";
import { inspect } from "node:util";
import {
  hasEmbeddedDatabase,
  keptSecrets,
  type LocalDatabase,
  LocalDatabaseError,
  startLocalDatabase,
} from "@/lib/embedded-database/database";
import { type Env, EnvError, env, loadEnv, type Needs, parseEnv, readVariableFiles } from "@/lib/platform/env";
import { describeError, logger } from "@/lib/platform/logger";
import { MigrationError } from "@/prisma/owner";
import { type OwnersWork, type PreparedDatabase, prepareDatabase } from "@/prisma/prepare-database";
import { BackupError } from "@/scripts/portal/backup";

export interface Prepared {
  env: Env;
  /** The embedded PostgreSQL; undefined when DATABASE_URL is set. */
  database: LocalDatabase | undefined;
}

/** Stands in for the address of a database that is not started yet. */
const NOT_YET_KNOWN = "postgresql://localhost/emptrust";

/**
 * Completes the process's environment: without DATABASE_URL it starts the embedded PostgreSQL and uses the secrets stored with it.
 * Checks the rest of the environment before it starts anything.
 */
export async function prepareEnvironment(needs: Needs): Promise<Prepared> {
  const given = process.env;
  readVariableFiles(given);
  const embedded = !given.DATABASE_URL && hasEmbeddedDatabase;
  const checked = embedded ? parseEnv({ ...given, DATABASE_URL: NOT_YET_KNOWN }, { ...needs, secrets: false }) : parseEnv(given, needs);
  let database: LocalDatabase | undefined;
  if (embedded) {
    database = await startLocalDatabase(resolve(checked.DATA_DIR));
    const secrets = await keptSecrets(checked.DATA_DIR);
    given.DATABASE_URL = database.url;
    given.NEXTAUTH_SECRET ||= secrets.NEXTAUTH_SECRET;
    given.CREDENTIAL_KEYS ||= secrets.CREDENTIAL_KEYS;
  }
  // next-auth reads the public address from its own variable.
  given.NEXTAUTH_URL = checked.APP_URL;
  return { env: loadEnv(needs), database };
}

/**
 * Migrates the database and lets this process, and those that it starts, know it as a role that owns nothing. Returns what was applied,
 * and the owner's address, which the environment no longer has.
 */
export async function openDatabase(work: OwnersWork = {}): Promise<PreparedDatabase> {
  const prepared = await prepareDatabase(env(), work);
  const given = process.env;
  given.DATABASE_URL = prepared.portalUrl;
  if (prepared.directUrl) given.DATABASE_DIRECT_URL = prepared.directUrl;
  if (prepared.replicaUrl) given.DATABASE_REPLICA_URL = prepared.replicaUrl;
  delete given.DATABASE_ADMIN_URL;
  loadEnv({ mail: false, secrets: false });
  return prepared;
}

/** A command was called with wrong arguments; the message says how to call it. */
export class CommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CommandError";
  }
}

/** Runs a command. An error exits with code 1; errors that an operator can fix print one line. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    // While stopping, failures of half-closed connections are expected and must not interrupt it.
    if (endingSince !== undefined) return;
    process.stderr.write(`${forOperator(error) ?? inspect(error)}\n`);
    // Next handles unhandled rejections itself, so the process would keep running with half of its parts.
    process.exit(1);
  }
}

const mendable = [BackupError, EnvError, MigrationError, LocalDatabaseError, CommandError];

function forOperator(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (mendable.some((kind) => error instanceof kind)) return error.message;
  if ("syscall" in error && error.syscall === "listen" && "port" in error && "code" in error) {
    const isElsewhere = error.code === "EADDRNOTAVAIL" && "address" in error;
    return isElsewhere ? `HOST: ${error.address} is no address of this machine` : `PORT: cannot listen on ${error.port} (${error.code})`;
  }
  if ("syscall" in error && error.syscall === "getaddrinfo" && "hostname" in error) return `HOST: ${error.hostname} is not known`;
  return undefined;
}

// One Ctrl-C arrives several times: from the terminal, from npm and from the parent process.
const SAME_SIGNAL_MS = 1_000;
let endingSince: number | undefined;

/** Runs `stop` once on SIGINT or SIGTERM, then exits. A later second signal exits immediately. */
export function endOnSignal(stop: () => Promise<void>): void {
  const end = (signal: NodeJS.Signals) => {
    if (endingSince !== undefined) {
      if (performance.now() - endingSince > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    endingSince = performance.now();
    logger().info({ signal }, "stopping");
    void stop().then(
      () => {
        logger().info("stopped");
        process.exit(0);
      },
      (error: unknown) => {
        logger().error({ error: describeError(error) }, "stopping failed");
        process.exit(signal === "SIGINT" ? 130 : 1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
}
