import { rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { type DebianServer, makeServerFolder, serverIn } from "@/e2e/servers/debian-postgres";
import { freePort } from "@/lib/embedded-database/database";

export interface ReplicaServer {
  /** The address of the same database with the same login, on the replica. */
  of(databaseUrl: string): string;
  /** Whether the replica replays what it gets; while it does not, it shows what it had. */
  replay(isOn: boolean): Promise<void>;
  /** Becomes a primary of its own. */
  promote(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Stops and deletes it. */
  remove(): Promise<void>;
}

/** Starts a streaming replica of a server of Debian's PostgreSQL. */
export async function startDebianReplica(primary: DebianServer): Promise<ReplicaServer> {
  const made = await makeServerFolder();
  const data = join(made.folder, "data");
  await made.asServer("pg_basebackup", "-D", data, "-d", primary.superuserUrl, "-R", "-X", "stream", "-c", "fast");
  const port = await freePort();
  const { start, stop } = serverIn(made, port, ["hot_standby_feedback=on"]);
  await start();
  const of = (databaseUrl: string) => {
    const url = new URL(databaseUrl);
    url.port = String(port);
    return url.href;
  };
  const query = async (sql: string) => {
    const client = new pg.Client({ connectionString: of(primary.superuserUrl) });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  return {
    of,
    replay: (isOn) => query(isOn ? "SELECT pg_wal_replay_resume()" : "SELECT pg_wal_replay_pause()"),
    promote: () => query("SELECT pg_promote()"),
    start: async () => void (await start()),
    stop: async () => void (await stop()),
    remove: async () => {
      await stop().catch(() => {});
      await rm(made.folder, { recursive: true, force: true });
    },
  };
}
