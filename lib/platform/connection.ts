import { Socket } from "node:net";
import pg from "pg";
import { SECOND_MS } from "@/lib/platform/calendar";

/** The role that all of the application's statements run as; it owns nothing and cannot bypass row-level security. */
export const APPLICATION_ROLE = "emptrust_app";

/** The limits of a session, as PostgreSQL's settings. Each is shorter than the silence after which a connection is given up. */
const sessionLimits = {
  statement_timeout: "60s",
  lock_timeout: "30s",
  idle_in_transaction_session_timeout: "90s",
  // A client that is gone without a word keeps its locks no longer than this.
  tcp_user_timeout: "30s",
};
const SILENCE_SECONDS = 75;

/**
 * The connection settings of the application's role. `options` is how PostgreSQL sets a role and limits at session start, before any
 * statement can run; it is merged with what the operator's address already carries, which wins. A connection that does not answer
 * for `silenceSeconds` is ended, so that what waits for it fails, and the pool opens another one.
 */
export function applicationConnection(databaseUrl: string, { silenceSeconds = SILENCE_SECONDS } = {}) {
  const url = new URL(databaseUrl);
  const limits = Object.entries(sessionLimits).map(([name, value]) => `-c ${name}=${value}`);
  const options = [...limits, url.searchParams.get("options"), `-c role=${APPLICATION_ROLE}`, "-c timezone=UTC"]
    .filter((one) => one)
    .join(" ");
  // node-postgres lets the address win over the option, so it must not carry one.
  url.searchParams.delete("options");
  return {
    connectionString: url.toString(),
    options,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10 * SECOND_MS,
    Client: attentiveClient(silenceSeconds * SECOND_MS),
  };
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
