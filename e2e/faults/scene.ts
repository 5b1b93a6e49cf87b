import { FaultyMailServer } from "@/e2e/faults/mail-server";
import { PostgresProxy } from "@/e2e/faults/postgres-proxy";
import type { Random } from "@/e2e/faults/random";
import { Stage } from "@/e2e/faults/stage";
import { type Trap, Traps } from "@/e2e/faults/traps";
import { type Worker, Workers } from "@/e2e/faults/workers";

export interface LifeOptions {
  mailPerMinute?: number;
  /** How long the worker waits for the mail server. Default: the program's own. */
  patienceMs?: number;
}

/** All parts of a run: the database and the mail server, both interceptable, and the workers. */
export class Scene {
  readonly stage: Stage;
  readonly proxy: PostgresProxy;
  readonly mail: FaultyMailServer;
  private readonly workers: Workers;

  private constructor(stage: Stage, proxy: PostgresProxy, mail: FaultyMailServer, workers: Workers) {
    this.workers = workers;
    this.stage = stage;
    this.proxy = proxy;
    this.mail = mail;
  }

  static async set(random: Random): Promise<Scene> {
    const stage = await Stage.set();
    const mail = await FaultyMailServer.start(() => stage.now());
    mail.keepsTrapped = () => random.chance(0.5);
    return new Scene(stage, await PostgresProxy.start(process.env.DATABASE_URL ?? ""), mail, await Workers.ready());
  }

  async close(): Promise<void> {
    await this.workers.close();
    await this.mail.shut();
    await this.proxy.close();
    await this.stage.close();
  }

  /** Starts a new worker with these traps. */
  async live(
    planned: readonly Trap[],
    { mailPerMinute = 1_000_000, patienceMs }: LifeOptions = {},
  ): Promise<{ worker: Worker; traps: Traps }> {
    const worker = await this.workers.take();
    const traps = new Traps(planned, () => worker.kill());
    const rows = await this.stage.invitations();
    const idOf = new Map(rows.map(({ id, sentTo }) => [sentTo, id]));
    // A job without work, or with a dead worker's lease, leads to no delivery and doesn't count.
    const passedOver = new Set(rows.filter(({ status, isLeased }) => status !== "queued" || isLeased).map(({ id }) => id));
    this.mail.life++;
    this.proxy.watcher = {
      reached: (step, invitationId) => !passedOver.has(invitationId) && traps.reached(step, invitationId),
      holds: (invitationId) => traps.holds(invitationId),
    };
    this.mail.onStep = (step, recipient) => traps.reached(step, recipient === undefined ? undefined : idOf.get(recipient));
    worker.work({
      DATABASE_URL: this.proxy.url,
      SMTP_URL: this.mail.url(patienceMs),
      MAIL_FROM: "Northwind <onboarding@northwind.example>",
      MAIL_PER_MINUTE: String(mailPerMinute),
      LOG_LEVEL: process.env.FAULT_LOG ?? "fatal",
    });
    return { worker, traps };
  }
}
