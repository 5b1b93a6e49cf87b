import { Readable } from "node:stream";

/** The message was not given to the server, since it was no longer to be sent. */
export interface Withheld {
  kind: "withheld";
}

/** The server said nothing for longer than it may at this point; it does not have the message. */
export interface Silent {
  kind: "silent";
}

/** How long a server may take, in milliseconds: until it waits for the message, and for each part of it. */
export interface StageLimits {
  envelopeMs: number;
  contentMs: number;
}

/** RFC 5321 4.5.3.2: five minutes for MAIL or RCPT, three for a block of the message. */
const rfcLimits: StageLimits = { envelopeMs: 5 * 60_000, contentMs: 3 * 60_000 };

const PART_BYTES = 64 * 1024;

/** An answer counts for so long: a good deal less than a lease. */
const ASK_AGAIN_MS = 5_000;

/** What a message meets on its way. */
export interface Conditions {
  /** Asked right before the first byte is given to the server, and before each part when time has passed. It is not given where the answer is no, or cannot be had. */
  mayGive?: () => Promise<boolean>;
  /** Calls the message back, as long as the server does not have all of it. */
  signal?: AbortSignal;
  limits?: StageLimits;
}

/**
 * One message on its way to the server. Until its last byte is read it can be called back, which ends its connection: without its end, no
 * server accepts a message.
 */
export class InFlight {
  /** Why it was called back, if it was. */
  calledBack: Withheld | Silent | undefined;
  private readonly conditions: Conditions;
  private readonly limits: StageLimits;
  private readonly ended = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private given = false;
  private askedAt = 0;
  private readonly withhold = () => this.callBack({ kind: "withheld" });

  constructor(conditions: Conditions) {
    this.conditions = conditions;
    this.limits = conditions.limits ?? rfcLimits;
    this.limit(this.limits.envelopeMs);
    conditions.signal?.addEventListener("abort", this.withhold);
    if (conditions.signal?.aborted) this.withhold();
  }

  /** Aborts when the message is called back. */
  get signal(): AbortSignal {
    return this.ended.signal;
  }

  /** Whether the server may have all of the message. */
  get isGiven(): boolean {
    return this.given;
  }

  /** The message as the connection reads it. Its first byte is read when the server has said that it waits for the message. */
  guarded(content: Readable): Readable {
    return Readable.from(this.read(content), { objectMode: false });
  }

  /** Ends the watch over a message whose outcome is known. */
  end(): void {
    clearTimeout(this.timer);
    this.conditions.signal?.removeEventListener("abort", this.withhold);
  }

  private async *read(content: Readable): AsyncGenerator<Buffer> {
    // Composed as a whole before it is given: piece by piece, each line would be a packet of its own.
    const message = await composed(content);
    await this.ask();
    for (let at = 0; at < message.length; at += PART_BYTES) {
      await this.askAgain();
      this.limit(this.limits.contentMs);
      yield message.subarray(at, at + PART_BYTES);
    }
    await this.askAgain();
    // The line that ends the message is sent together with the end of this stream.
    this.given = true;
    clearTimeout(this.timer);
  }

  /** Throws, and calls the message back, unless it may be given. */
  private async ask(): Promise<void> {
    const may = this.conditions.mayGive ? await this.conditions.mayGive().catch(() => false) : true;
    this.askedAt = performance.now();
    if (!may) this.withhold();
    this.signal.throwIfAborted();
  }

  /** A process that stood still since it asked may have lost the right meanwhile. */
  private async askAgain(): Promise<void> {
    if (performance.now() - this.askedAt > ASK_AGAIN_MS) await this.ask();
    this.signal.throwIfAborted();
  }

  private limit(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.callBack({ kind: "silent" }), ms).unref();
  }

  private callBack(why: Withheld | Silent): void {
    if (this.given || this.calledBack) return;
    this.calledBack = why;
    clearTimeout(this.timer);
    this.ended.abort();
  }
}

/** Returns what a stream holds. By its events, since asking it for each of its many small pieces takes as long as composing them. */
function composed(content: Readable): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    content.on("data", (piece: Buffer) => pieces.push(piece));
    content.once("end", () => resolve(Buffer.concat(pieces)));
    content.once("error", reject);
    content.once("close", () => reject(new Error("the message ended early")));
  });
}
