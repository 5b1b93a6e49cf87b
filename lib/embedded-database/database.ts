import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { handOver } from "@/lib/embedded-database/hand-over";
import type { KeeperOrder, KeeperReport } from "@/lib/embedded-database/keeper";
import { exclusively, isThere } from "@/lib/embedded-database/process-lock.mjs";
import { removeOrphans, serverFolder } from "@/lib/embedded-database/server-folder";
import { lockOf, registerUser } from "@/lib/embedded-database/server-users";
import { acceptsLogin } from "@/lib/platform/database/connection";

const DATABASE = "emptrust";
const OWNER = "emptrust";
/** Owns the server. Only this folder uses it, and tests that look past row-level security. */
const SUPERUSER = "emptrust_owner";

// Beside this source, or beside the program that it was bundled into.
const keeperFile = ["keeper.ts", "keeper.mjs"].map((name) => join(import.meta.dirname, name)).find((file) => existsSync(file));
/** Whether an embedded PostgreSQL comes with this program. The image has none. */
export const hasEmbeddedDatabase = keeperFile !== undefined;

/** The embedded PostgreSQL failed to start; the message says why. */
export class LocalDatabaseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "LocalDatabaseError";
  }
}

export interface LocalDatabase {
  /** The database's address, with the owner's credentials. */
  url: string;
  /** The same as the server's superuser, for tests and tools alone. */
  superuserUrl: string;
  /** Releases the server. It stops when no process uses it. */
  stop(): Promise<void>;
}

/** Returns a text stored in the data directory (mode 0600); creates it on first use. */
async function keptSecret(dataDir: string, name: string, make: () => string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, name);
  try {
    // `wx` fails if the file exists, so two processes that start together read the same content.
    await writeFile(file, make(), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  for (let attempt = 0; attempt < 50; attempt++) {
    const text = await readFile(file, "utf8");
    if (text !== "") return text;
    await sleep(20);
  }
  throw new LocalDatabaseError(`${file} is empty. Delete it and start again.`);
}

/** Returns the secrets that are not set in the environment; created once in the data directory (mode 0600). */
export async function keptSecrets(dataDir: string): Promise<{ NEXTAUTH_SECRET: string; CREDENTIAL_KEYS: string }> {
  return {
    NEXTAUTH_SECRET: await keptSecret(dataDir, "nextauth-secret", () => randomBytes(48).toString("base64url")),
    CREDENTIAL_KEYS: await keptSecret(dataDir, "credential-keys", () => `k1:${randomBytes(32).toString("base64")}`),
  };
}

/**
 * Starts the embedded PostgreSQL in `dataDir`, or joins the one that another process runs there. Data survives restarts and
 * `kill -9`: a stale lock file is recognized and removed. Any number of processes may start together. The server listens on a
 * free port of the loopback address only.
 */
export async function startLocalDatabase(dataDir: string): Promise<LocalDatabase> {
  // Of several processes that start on a new data directory, one creates the server and the others join it.
  return exclusively(lockOf(resolve(dataDir)), () => joinOrStart(resolve(dataDir)));
}

async function joinOrStart(dataDir: string): Promise<LocalDatabase> {
  await removeOrphans();
  const folder = await serverFolder(dataDir);
  const password = await keptSecret(dataDir, "postgres-password", () => randomBytes(24).toString("base64url"));
  const leave = await registerUser(dataDir);
  const running = await joinRunning(folder, password);
  if (running) return { ...(await addressesOn(running, password)), stop: leave };
  await rm(join(folder, "postmaster.pid"), { force: true });

  const port = await freePort();
  const isNew = !existsSync(join(folder, "PG_VERSION"));
  const stop = await startKeeper({ dataDir, folder, port, user: SUPERUSER, password, isNew });
  await chmod(folder, 0o700).catch(() => {});
  return {
    ...(await addressesOn(port, password)),
    stop: async () => {
      await leave();
      await stop();
    },
  };
}

/** Starts the keeper process, which runs the server. Returns a function that releases it. */
async function startKeeper(order: KeeperOrder): Promise<() => Promise<void>> {
  if (!keeperFile) throw new LocalDatabaseError("No embedded PostgreSQL comes with this program. Set DATABASE_URL.");
  const keeper = fork(keeperFile, {
    detached: true,
    execArgv: keeperFile.endsWith(".ts") ? ["--import", "tsx"] : [],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const ended = new Promise<void>((done) => keeper.once("exit", () => done()));
  const report = new Promise<KeeperReport>((reported) => {
    keeper.once("message", (message) => reported(message as KeeperReport));
    keeper.once("exit", (code) => reported({ state: "failed", reason: `its process ended with ${code}` }));
  });
  keeper.send(order);
  const outcome = await report;
  if (outcome.state === "failed") {
    throw new LocalDatabaseError(`the embedded PostgreSQL did not start in ${order.folder}: ${outcome.reason}`);
  }
  // It must not keep a finished command alive.
  keeper.unref();
  keeper.channel?.unref();
  return async () => {
    keeper.ref();
    if (keeper.connected) keeper.send("release");
    const left = new Promise<void>((done) => keeper.once("message", () => done()));
    await Promise.race([ended, left]);
    if (keeper.connected) keeper.disconnect();
    keeper.unref();
  };
}

function address(user: string, port: number, password: string, database: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/** Makes the database and its owner where they are missing, and returns the addresses. */
async function addressesOn(port: number, password: string): Promise<Pick<LocalDatabase, "url" | "superuserUrl">> {
  await handOver(DATABASE, OWNER, password, (database) => address(SUPERUSER, port, password, database));
  return { url: address(OWNER, port, password, DATABASE), superuserUrl: address(SUPERUSER, port, password, DATABASE) };
}

/** Returns the port of the server that `postmaster.pid` names, if it accepts our password; undefined when the file is stale. */
async function joinRunning(folder: string, password: string): Promise<number | undefined> {
  for (let attempt = 0; attempt < 30; attempt++) {
    const lines = await readFile(join(folder, "postmaster.pid"), "utf8").then(
      (text) => text.split("\n"),
      () => undefined,
    );
    const port = Number(lines?.[3]);
    if (!lines || !isThere(Number(lines[0]))) return undefined;
    if (port && (await acceptsLogin(address(SUPERUSER, port, password, "postgres")))) return port;
    // The process in the file is alive: it may be starting or recovering.
    await sleep(500);
  }
  return undefined;
}

/** Returns a free TCP port of the loopback address. */
export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const bound = probe.address();
      probe.close(() => (bound !== null && typeof bound === "object" ? found(bound.port) : failed(new Error("no port"))));
    });
  });
}
