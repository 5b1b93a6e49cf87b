import { createServer, type Server, type Socket, connect as tcpConnect } from "node:net";
import { type Message, MessageReader, readBind, readParse, readText } from "@/e2e/faults/postgres-messages";
import type { Step } from "@/e2e/faults/traps";
import { freePort } from "@/lib/embedded-database/database";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Both return whether to stop: the statement or its response is not forwarded, and nothing after it, for all deliveries of the statement. */
export interface Watcher {
  /** Called when a delivery reaches a step. */
  reached(step: Step, invitationId: string): boolean;
  /** Returns whether a delivery was stopped earlier, at another place. */
  holds(invitationId: string): boolean;
}

/** Identifies the statements of `claimDeliveries` and `markSent` in lib/invitations/delivery. Of each, the first list names the invitations. */
const locks = (sql: string) => /FROM "Invitation" i JOIN .* FOR UPDATE OF i$/s.test(sql.trim());
const sets = (sql: string, column: string) => new RegExp(`^UPDATE "Invitation".* SET.*"${column}" = .* WHERE`, "s").test(sql.trim());

/** A proxy between a worker and PostgreSQL that reads the statements and can stop at any of them. */
export class PostgresProxy {
  /** The database's address through the proxy. */
  readonly url: string;
  watcher: Watcher = { reached: () => false, holds: () => false };
  private readonly server: Server;
  private readonly open = new Set<Promise<void>>();

  private constructor(server: Server, url: string) {
    this.server = server;
    this.url = url;
  }

  static async start(databaseUrl: string): Promise<PostgresProxy> {
    const target = new URL(databaseUrl);
    const through = new URL(databaseUrl);
    through.hostname = "127.0.0.1";
    through.port = String(await freePort());
    const server = createServer();
    const proxy = new PostgresProxy(server, through.href);
    server.on("connection", (client) => {
      const upstream = tcpConnect(Number(target.port || 5432), target.hostname);
      const closed = new Promise<void>((done) => upstream.once("close", () => done()));
      proxy.open.add(closed);
      void closed.then(() => proxy.open.delete(closed));
      relay(client, upstream, () => proxy.watcher);
    });
    await new Promise<void>((listening) => server.listen(Number(through.port), "127.0.0.1", listening));
    return proxy;
  }

  /** Waits until PostgreSQL has ended every session of this proxy. What is not committed by then never will be. */
  async drained(): Promise<void> {
    while (this.open.size > 0) await Promise.all(this.open);
  }

  async close(): Promise<void> {
    this.server.close();
    await this.drained();
  }
}

/** One session: maps statements to deliveries and decides whether to forward them. */
function relay(client: Socket, upstream: Socket, watcher: () => Watcher): void {
  const asked = new MessageReader({ startsUntyped: true });
  const answered = new MessageReader({ startsUntyped: false });
  const prepared = new Map<string, string>();
  let statement: { sql: string; parameters: string[] } = { sql: "", parameters: [] };
  /** What the open transaction has done for which invitations. */
  let done: { step: "claim committed" | "sent committed"; invitationIds: string[] } | undefined;
  let committing: typeof done;
  let cycle: Buffer[] = [];
  let held = false;

  // PostgreSQL runs an extended query at its Sync. Until then it is buffered, so that it can be stopped.
  function take(message: Message): void {
    if (held) return;
    cycle.push(message.bytes);
    if (message.type === "P") {
      const { name, sql } = readParse(message.body);
      prepared.set(name, sql);
    } else if (message.type === "B") {
      const bound = readBind(message.body);
      statement = { sql: prepared.get(bound.statement) ?? "", parameters: bound.parameters };
    } else if (message.type === "Q") {
      statement = { sql: readText(message.body), parameters: [] };
    }
    if (message.type !== undefined && "PBDEC".includes(message.type)) return;
    held = mustStop();
    if (!held) upstream.write(Buffer.concat(cycle));
    cycle = [];
    statement = { sql: "", parameters: [] };
  }

  function mustStop(): boolean {
    const { sql, parameters } = statement;
    const invitationIds = parameters.map((value) => value.match(UUID) ?? []).find((ids) => ids.length > 0) ?? [];
    const reached = (step: Step) => invitationIds.some((id) => watcher().reached(step, id));
    if (locks(sql)) return reached("before the claim");
    if (sets(sql, "attempts")) done = { step: "claim committed", invitationIds };
    if (sets(sql, "sentAt")) {
      done = { step: "sent committed", invitationIds };
      return invitationIds.some((id) => watcher().holds(id));
    }
    if (/^COMMIT\b/i.test(sql)) {
      committing = done;
      done = undefined;
      return committing?.step === "sent committed" && committing.invitationIds.some((id) => watcher().reached("before sent commits", id));
    }
    if (/^(BEGIN|ROLLBACK)\b/i.test(sql)) done = undefined;
    return false;
  }

  client.on("data", (chunk) => {
    for (const message of asked.read(chunk)) take(message);
  });
  upstream.on("data", (chunk) => {
    for (const message of answered.read(chunk)) {
      if (held) return;
      if (message.type === "C" && readText(message.body) === "COMMIT" && committing) {
        const { step, invitationIds } = committing;
        held = invitationIds.some((id) => watcher().reached(step, id));
        committing = undefined;
      }
      if (!held && !client.destroyed) client.write(message.bytes);
    }
  });
  client.on("close", () => (held ? upstream.destroy() : upstream.end()));
  upstream.on("close", () => client.destroy());
  for (const socket of [client, upstream]) socket.on("error", () => socket.destroy()).setNoDelay(true);
}
