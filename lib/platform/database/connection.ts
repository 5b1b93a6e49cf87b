import { Socket } from "node:net";
import pg from "pg";
import { SECOND_MS } from "@/lib/platform/calendar";

/** The role whose rights all of the application's statements have; it owns nothing and cannot bypass row-level security. */
export const APPLICATION_ROLE = "emptrust_app";
/** The role that may read every row, for backups alone. */
export const BACKUP_ROLE = "emptrust_backup";

/** What PostgreSQL holds a session of the portal to. Each limit is shorter than the silence after which a connection is given up. */
export const sessionSettings = {
  statement_timeout: "60s",
  lock_timeout: "30s",
  idle_in_transaction_session_timeout: "90s",
  // A client that is gone without a word keeps its locks no longer than this.
  tcp_user_timeout: "30s",
  timezone: "UTC",
} as const;
const SILENCE_SECONDS = 75;

/**
 * The settings of a connection of the application. Nothing is asked of the session, which may be a pooler's; its limits are stored with
 * its role. A connection that does not answer for `silenceSeconds` is ended, so that what waits for it fails, and the pool opens another.
 */
export function applicationConnection(databaseUrl: string, { silenceSeconds = SILENCE_SECONDS } = {}) {
  return {
    connectionString: databaseUrl,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10 * SECOND_MS,
    Client: attentiveClient(silenceSeconds * SECOND_MS),
  };
}

/** Returns whether a database can be logged in to. */
export async function acceptsLogin(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10 * SECOND_MS });
  // Without a listener, a connection that breaks would end the process.
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Returns the class of connections that end themselves when a query was sent and nothing has come for so long; idle ones stay. */
function attentiveClient(silenceMs: number): typeof pg.Client {
  return class extends pg.Client {
    constructor(config: pg.ClientConfig) {
      const socket = new Socket();
      super({ ...config, stream: () => socket });
      let answered = 0;
      const noteAnswered = () => {
        answered = socket.bytesWritten;
      };
      this.once("connect", noteAnswered).on("drain", noteAnswered);
      let [read, quietSince] = [0, performance.now()];
      // Counted, not listened to: over TLS, what arrives passes below this socket's events.
      const watch = setInterval(() => {
        if (socket.bytesRead !== read || socket.bytesWritten === answered) {
          [read, quietSince] = [socket.bytesRead, performance.now()];
        } else if (performance.now() - quietSince > silenceMs) {
          socket.destroy(Object.assign(new Error("Connection terminated: the database does not answer"), { code: "ETIMEDOUT" }));
        }
      }, silenceMs / 10).unref();
      socket.once("close", () => clearInterval(watch));
    }
  };
}

// Prepared statements live as long as their connection, so their number is capped. Not prepared: a list with a parameter for each of its
// members, which makes another statement for every length, and statements seen only once, such as a filter that a user tried.
const MOST_PREPARED = 250;
const MOST_PARAMETERS = 20;
const MOST_REMEMBERED = 1_000;
const UNNAMED = "";

/** Returns what names the statements that come again and again, so that PostgreSQL parses and plans each once a connection and not at every call. */
export function statementNames(): (statement: { sql: string; args: readonly unknown[] }) => string {
  const names = new Map<string, string>();
  const asked = new Set<string>();
  return ({ sql, args }) => {
    const known = names.get(sql);
    if (known !== undefined || args.length > MOST_PARAMETERS || names.size >= MOST_PREPARED) return known ?? UNNAMED;
    if (!asked.delete(sql)) {
      if (asked.size >= MOST_REMEMBERED) asked.clear();
      asked.add(sql);
      return UNNAMED;
    }
    const name = `emptrust_${names.size}`;
    names.set(sql, name);
    return name;
  };
}
