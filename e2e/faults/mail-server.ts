import type { Socket } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";
import { type ReadMail, readMail } from "@/e2e/faults/read-mail";
import type { Step } from "@/e2e/faults/traps";
import { freePort } from "@/lib/embedded-database/database";

/** What a mail server can do instead of accepting a message and confirming it. `taken`: it kept the message anyway. */
export const sessionFaults = ["hang at greeting", "4xx at MAIL", "hang at MAIL"] as const;
export const recipientFaults = [
  "4xx at RCPT",
  "hang at RCPT",
  "4xx at data",
  "break after data, taken",
  "break after data, not taken",
  "hang after data, taken",
  "hang after data, not taken",
] as const;
export type SessionFault = (typeof sessionFaults)[number];
export type RecipientFault = (typeof recipientFaults)[number] | "5xx at RCPT";

/** A complete message that the server keeps. */
export interface Acceptance extends ReadMail {
  recipient: string;
  /** The worker that sent it. */
  life: number;
  /** The worker can't know, or can't have recorded, that it was accepted. */
  answerLost: boolean;
}

/** Returns true when the server must not respond on this connection. */
export type OnMailStep = (step: Step, recipient?: string) => boolean;

const busy = Object.assign(new Error("4.3.2 Try again later"), { responseCode: 451 });
const noMailbox = Object.assign(new Error("5.1.1 No such mailbox"), { responseCode: 550 });

/** A real SMTP server that logs what it accepts, can be stopped at any step, and fails as planned. */
export class FaultyMailServer {
  readonly accepted: Acceptance[] = [];
  /** When each message ended, kept or not, on the run's clock. */
  readonly brought: number[] = [];
  /** The faults that occurred. */
  readonly met = new Map<string, number>();
  /** Faults of the next sessions, for any recipient. */
  sessionPlan: SessionFault[] = [];
  /** Faults of the next attempts, by recipient. */
  readonly recipientPlan = new Map<string, RecipientFault[]>();
  life = 0;
  onStep: OnMailStep = () => false;
  /** Returns whether a message that ends in a trap is kept. */
  keepsTrapped: () => boolean = () => true;
  private readonly now: () => number;
  private readonly port: number;
  private server: SMTPServer | undefined;
  private readonly sockets = new Set<Socket>();
  private readonly silent = new Set<string>();

  private constructor(port: number, now: () => number) {
    this.port = port;
    this.now = now;
  }

  static async start(now: () => number): Promise<FaultyMailServer> {
    const mail = new FaultyMailServer(await freePort(), now);
    await mail.open();
    return mail;
  }

  /** Returns its address, with the time that a worker waits for a response. Default: the program's own. */
  url(patienceMs?: number): string {
    const patience = patienceMs === undefined ? "" : `/?socketTimeout=${patienceMs}&greetingTimeout=${patienceMs}`;
    return `smtp://127.0.0.1:${this.port}${patience}`;
  }

  async open(): Promise<void> {
    const server = new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      disableReverseLookup: true,
      logger: false,
      ...this.handlers(),
    });
    server.on("error", () => {});
    server.server.on("connection", (socket) => {
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
    });
    await new Promise<void>((listening) => server.listen(this.port, "127.0.0.1", listening));
    this.server = server;
  }

  /** Refuses new connections. */
  async shut(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    this.breakAll();
    await new Promise<void>((closed) => (server ? server.close(() => closed()) : closed()));
  }

  /** Waits until every connection has ended and its messages are processed. */
  async drained(): Promise<void> {
    while (this.sockets.size > 0) await new Promise((later) => setTimeout(later, 5));
    await new Promise((later) => setImmediate(later));
  }

  /** Closes all connections, like a restarting server. */
  breakAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private handlers(): SMTPServerOptions {
    return {
      onConnect: (session, answer) => {
        if (this.meets(this.sessionPlan, "hang at greeting")) return;
        answer();
        setImmediate(() => {
          if (this.onStep("SMTP greeting")) this.silent.add(session.id);
        });
      },
      onMailFrom: (_address, session, answer) => {
        if (this.silent.has(session.id)) return;
        if (this.onStep("SMTP MAIL") || this.meets(this.sessionPlan, "hang at MAIL")) return;
        answer(this.meets(this.sessionPlan, "4xx at MAIL") ? busy : undefined);
      },
      onRcptTo: ({ address }, _session, answer) => {
        const plan = this.recipientPlan.get(address) ?? [];
        if (this.onStep("SMTP RCPT", address) || this.meets(plan, "hang at RCPT")) return;
        if (this.meets(plan, "4xx at RCPT")) answer(busy);
        else answer(this.meets(plan, "5xx at RCPT") ? noMailbox : undefined);
      },
      onData: (stream, session, answer) => this.takeData(stream, session, answer),
    };
  }

  private takeData(stream: SMTPServerDataStream, session: SMTPServerSession, answer: (error?: Error) => void): void {
    const recipient = session.envelope.rcptTo[0]?.address ?? "";
    const { remotePort } = session;
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      this.brought.push(this.now());
      const raw = Buffer.concat(chunks).toString("utf8");
      const plan = this.recipientPlan.get(recipient) ?? [];
      const keep = (answerLost: boolean) => this.accepted.push({ ...readMail(raw), recipient, life: this.life, answerLost });
      if (this.onStep("SMTP data, no answer", recipient)) {
        if (this.keepsTrapped()) keep(true);
      } else if (this.meets(plan, "4xx at data")) answer(busy);
      else if (this.meets(plan, "break after data, not taken")) this.breakOff(remotePort);
      else if (this.meets(plan, "hang after data, not taken")) return;
      else if (this.meets(plan, "break after data, taken")) {
        keep(true);
        this.breakOff(remotePort);
      } else if (this.meets(plan, "hang after data, taken")) keep(true);
      else {
        keep(false);
        answer();
        this.onStep("SMTP 250 written", recipient);
      }
    });
  }

  private breakOff(remotePort: number): void {
    for (const socket of this.sockets) if (socket.remotePort === remotePort) socket.destroy();
  }

  /** Returns whether this fault is next in a plan, and removes it from the plan. */
  private meets(plan: string[], fault: string): boolean {
    if (plan[0] !== fault) return false;
    plan.shift();
    this.met.set(fault, (this.met.get(fault) ?? 0) + 1);
    return true;
  }
}
