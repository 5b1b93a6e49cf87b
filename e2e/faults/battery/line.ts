import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/lib/embedded-database/database";

/**
 * What can be wrong with a line. `dropped`: what is open breaks, once. `refused`: no one listens. `frozen`: nothing passes, and later all of
 * it does. `silent`: connections stay open and never answer again. `mute`: what is asked arrives, the answers do not. `deaf`: what is asked does not arrive.
 * `slow`: every piece takes a while. `dripping`: one answer comes byte by byte. `cut`: each connection breaks after a few bytes of answer.
 */
export type LineFault = "dropped" | "refused" | "frozen" | "silent" | "mute" | "deaf" | "slow" | "dripping" | "cut";

const SLOW_MS = 150;
const DRIP_MS = 1_000;
const CUT_AFTER_BYTES = 60;

interface Pair {
  client: Socket;
  server: Socket | undefined;
  /** Never passes anything again. */
  isDead: boolean;
  /** Bytes of answers that have passed, since the line was `cut` where it is. */
  passed: number;
}

/** A TCP line between a process and a server, which can be troubled and mended. */
export class Line {
  readonly port: number;
  private target: { host: string; port: number };
  private fault: LineFault | undefined;
  private server: Server | undefined;
  private readonly pairs = new Set<Pair>();
  private mended = Promise.withResolvers<void>();
  /** Whose answer drips. */
  private dripping: Pair | undefined;

  private constructor(port: number, target: { host: string; port: number }) {
    this.port = port;
    this.target = target;
  }

  /** Opens a line to the host and port of an address. */
  static async to(address: string): Promise<Line> {
    const line = new Line(await freePort(), hostOf(address));
    await line.listen();
    return line;
  }

  /** Returns an address with this line in the place of its host and port. */
  through(address: string): string {
    const url = new URL(address);
    url.hostname = "127.0.0.1";
    url.port = String(this.port);
    return url.href;
  }

  /** Leads new connections elsewhere. */
  lead(address: string): void {
    this.target = hostOf(address);
  }

  /** How many connections are open. */
  get open(): number {
    return this.pairs.size;
  }

  async trouble(fault: LineFault): Promise<void> {
    await this.mend();
    if (fault === "dropped") return this.breakAll();
    this.fault = fault;
    this.mended = Promise.withResolvers();
    if (fault === "refused") {
      const server = this.server;
      this.server = undefined;
      this.breakAll();
      if (server) await new Promise<void>((closed) => server.close(() => closed()));
    }
    if (fault === "silent" || fault === "mute" || fault === "deaf") for (const pair of this.pairs) pair.isDead = true;
    if (fault === "cut") for (const pair of this.pairs) pair.passed = 0;
  }

  /** The line works again. Connections that lost bytes break, but those of a `silent` line, which stay open without a word. */
  async mend(): Promise<void> {
    const fault = this.fault;
    this.fault = undefined;
    this.dripping = undefined;
    this.mended.resolve();
    if (fault === "mute" || fault === "deaf") for (const pair of [...this.pairs]) if (pair.isDead) end(pair);
    if (!this.server) await this.listen();
  }

  async close(): Promise<void> {
    this.mended.resolve();
    this.breakAll();
    const server = this.server;
    this.server = undefined;
    if (server) await new Promise<void>((closed) => server.close(() => closed()));
  }

  private breakAll(): void {
    for (const pair of [...this.pairs]) end(pair);
  }

  private async listen(): Promise<void> {
    const server = createServer((client) => void this.carry(client));
    server.listen(this.port, "127.0.0.1");
    await once(server, "listening");
    this.server = server;
  }

  private async carry(client: Socket): Promise<void> {
    const pair: Pair = { client, server: undefined, isDead: ["silent", "mute", "deaf"].includes(this.fault ?? ""), passed: 0 };
    this.pairs.add(pair);
    client.on("error", () => client.destroy()).setNoDelay(true);
    client.once("close", () => {
      this.pairs.delete(pair);
      pair.server?.destroy();
    });
    // Nothing of a silent line's connections ever reaches the server.
    if (this.fault === "silent" || this.fault === "deaf") return void client.resume();
    if (this.fault === "frozen") await this.mended.promise;
    if (client.destroyed) return;
    const server = connect(this.target.port, this.target.host);
    pair.server = server;
    server.on("error", () => server.destroy()).setNoDelay(true);
    server.once("close", () => client.destroy());
    void this.pass(pair, client, server, "question");
    void this.pass(pair, server, client, "answer");
  }

  private async pass(pair: Pair, from: Socket, to: Socket, what: "question" | "answer"): Promise<void> {
    try {
      for await (const chunk of from) {
        if (this.fault === "frozen") await this.mended.promise;
        if (this.isLost(pair, what)) continue;
        await this.delay(pair, chunk, to, what);
        if (what === "answer") pair.passed += chunk.length;
        if (this.fault === "cut" && pair.passed > CUT_AFTER_BYTES) return end(pair);
      }
      if (!pair.isDead) to.end();
    } catch {
      end(pair);
    }
  }

  private isLost(pair: Pair, what: "question" | "answer"): boolean {
    return pair.isDead && !(this.fault === "mute" && what === "question");
  }

  private async delay(pair: Pair, chunk: Buffer, to: Socket, what: "question" | "answer"): Promise<void> {
    if (this.fault === "slow") await sleep(SLOW_MS);
    let rest = chunk;
    if (this.fault === "dripping" && what === "answer") this.dripping ??= pair;
    while (this.dripping === pair && what === "answer" && rest.length > 1 && !to.destroyed) {
      to.write(rest.subarray(0, 1));
      rest = rest.subarray(1);
      await Promise.race([sleep(DRIP_MS), this.mended.promise]);
    }
    if (!to.write(rest) && !to.destroyed) await Promise.race([once(to, "drain"), once(to, "close")]);
  }
}

function hostOf(address: string): { host: string; port: number } {
  const { hostname, port } = new URL(address);
  return { host: hostname, port: Number(port || 5432) };
}

function end(pair: Pair): void {
  pair.client.destroy();
  pair.server?.destroy();
}
