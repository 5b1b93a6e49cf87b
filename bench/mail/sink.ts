import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** `expect` sets the count to zero and is answered when this number of messages has arrived; `report` asks what has arrived since. */
export type SinkOrder = { kind: "expect"; messages: number } | { kind: "report" };

/** What arrived. Moments are in milliseconds of the server's own clock. */
export interface SinkReport {
  received: number;
  firstAt: number;
  lastAt: number;
  /** The first message's bytes, each as one character. */
  message: string;
}

interface Told {
  order: "ready" | "arrived" | "report";
  value: unknown;
}

/** A local SMTP server that accepts everything and keeps nothing, in a process of its own. */
export class MailSink {
  readonly url: string;
  private readonly child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.child = child;
  }

  static async start(): Promise<MailSink> {
    const child = fork(join(import.meta.dirname, "..", "mail-sink-process.ts"), { execArgv: ["--import", "tsx"] });
    return new MailSink(String(await told(child, "ready")), child);
  }

  /** Returns what arrived while `send` ran and until `messages` had arrived. */
  async during(messages: number, send: () => Promise<unknown>): Promise<SinkReport> {
    this.child.send({ kind: "expect", messages } satisfies SinkOrder);
    const arrived = told(this.child, "arrived");
    await Promise.all([send(), arrived]);
    const report = told(this.child, "report");
    this.child.send({ kind: "report" } satisfies SinkOrder);
    return (await report) as SinkReport;
  }

  async close(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.disconnect();
    await ended;
  }
}

async function told(child: ChildProcess, order: Told["order"]): Promise<unknown> {
  for (;;) {
    const [message]: [Told] = (await once(child, "message")) as [Told];
    if (message.order === order) return message.value;
  }
}
