import { setTimeout as sleep } from "node:timers/promises";
import pTimeout from "p-timeout";
import pg from "pg";
import { debianTemplate } from "@/e2e/faults/battery/debian-template";
import { Line, type LineFault } from "@/e2e/faults/battery/line";
import { type Command, Program, portalCommand, type Variables } from "@/e2e/faults/battery/program";
import { Session } from "@/e2e/faults/battery/session";
import type { Setting } from "@/e2e/faults/battery/setting";
import { SmallDisk } from "@/e2e/faults/battery/small-disk";
import { admin, databaseOf, type Template } from "@/e2e/faults/battery/template";
import { buildWorker, workerCommand } from "@/e2e/faults/battery/worker-program";
import { FaultyMailServer } from "@/e2e/faults/mail-server";
import type { InvitationRow } from "@/e2e/faults/stage";
import type { Step } from "@/e2e/faults/traps";
import { hireCandidate } from "@/e2e/sandbox/control/hires";
import { type Sandbox, startSandbox } from "@/e2e/sandbox/server";
import { World } from "@/e2e/sandbox/world/world";
import type { DebianServer } from "@/e2e/servers/debian-postgres";
import { type PgBouncer, startPgBouncer } from "@/e2e/servers/pgbouncer";
import { readMessageId } from "@/lib/email/return-path";
import { freePort } from "@/lib/embedded-database/database";

export interface Hired {
  applicationId: number;
  address: string;
  isComplete: boolean;
}

/** Greenhouse could say so. */
const noLimit = { limit: 1_000_000_000, windowSeconds: 10 };
const lines = ["database", "greenhouse", "mail"] as const;
export type LineName = (typeof lines)[number];

/** Everything around one case: a database of its own, a Greenhouse, a mail server, the lines to them, and the processes. */
export class Trial {
  readonly programs: Program[] = [];
  readonly hired: Hired[] = [];
  /** What was not as the case expects it. */
  readonly surprises: string[] = [];
  /** Addresses that the mail server refuses as unknown. */
  readonly unknown = new Set<string>();
  /** Codes with which syncs may fail in this case. */
  readonly syncErrors = new Set<string>();
  mendedAt = performance.now();
  server: DebianServer | undefined;
  disk: SmallDisk | undefined;
  bouncer: PgBouncer | undefined;
  private readonly closing: (() => Promise<unknown>)[] = [];

  private constructor(
    readonly template: Template,
    readonly databaseUrl: string,
    private readonly sql: pg.Pool,
    readonly lines: Record<LineName, Line>,
    readonly mail: FaultyMailServer,
    readonly sandbox: Sandbox,
    readonly environment: Variables,
  ) {}

  static async begin(given: Template, setting: Setting): Promise<Trial> {
    await buildWorker();
    const own = setting.debian ? await debianTemplate() : undefined;
    const template = own?.template ?? given;
    const disk = setting.smallDisk ? await SmallDisk.mount(template) : undefined;
    const name = await template.copy(disk?.tablespace);
    const databaseUrl = databaseOf(template.portalUrl, name);
    const bouncer = setting.pooler ? await startPgBouncer(databaseUrl, { mode: "transaction", users: [databaseUrl] }) : undefined;
    const sql = new pg.Pool({ connectionString: databaseOf(template.superuserUrl, name), max: 2, idleTimeoutMillis: 0 });
    // Open from the beginning: a case may refuse later connections.
    await sql.query("SELECT 1");
    sql.on("error", () => {});
    const mail = await FaultyMailServer.start(() => performance.now() / 1000);
    const sandbox = await startSandbox({ port: 0, world: new World(), rateLimit: noLimit, rateLimitV3: noLimit, tokenRateLimit: noLimit });
    const through = {
      database: await Line.to(bouncer ? bouncer.through(databaseUrl) : databaseUrl),
      greenhouse: await Line.to(sandbox.url),
      mail: await Line.to(mail.url()),
    };
    const port = String(await freePort());
    const trial = new Trial(template, databaseUrl, sql, through, mail, sandbox, {
      ...process.env,
      DATABASE_URL: through.database.through(databaseUrl),
      DATABASE_DIRECT_URL: bouncer ? databaseUrl : "",
      HARVEST_V1_URL: through.greenhouse.through(`${sandbox.url}/v1`),
      HARVEST_V3_URL: through.greenhouse.through(`${sandbox.url}/v3`),
      GREENHOUSE_AUTH_URL: through.greenhouse.through(`${sandbox.url}/auth`),
      SMTP_URL: through.mail.through(mail.url(setting.patienceMs ?? 5_000)),
      MAIL_FROM: "Northwind <onboarding@northwind.example>",
      MAIL_PER_MINUTE: "1000000",
      MAIL_RETRY_SECONDS: Array.from({ length: 30 }, (_, at) => Math.min(3, at + 1)).join(","),
      SYNC_INTERVAL_SECONDS: "3",
      LOG_LEVEL: "info",
      PORT: port,
      APP_URL: `http://127.0.0.1:${port}`,
    });
    trial.server = own?.server;
    trial.disk = disk;
    trial.bouncer = bouncer;
    trial.closing.push(
      () => sandbox.close(),
      () => mail.shut(),
      () => sql.end(),
      async () => trial.bouncer?.stop(),
      () => template.drop(name),
      async () => disk?.unmount(),
      async () => own?.server.stop(),
    );
    return trial;
  }

  async end(): Promise<void> {
    await Promise.all(this.programs.map((program) => program.kill()));
    for (const line of Object.values(this.lines)) await line.close();
    for (const close of this.closing) await close();
  }

  /** Starts a process with this environment over the case's. */
  program(command: Command, environment: Variables = {}, isGroup = false): Program {
    const program = Program.start(command, { ...this.environment, ...environment }, isGroup);
    this.programs.push(program);
    return program;
  }

  /** Starts a worker and waits until it works. */
  async worker(environment: Variables = {}): Promise<Program> {
    const worker = this.program(workerCommand, environment);
    await worker.says(/^worker started$/);
    return worker;
  }

  /** Starts a portal, without a worker unless told otherwise, and waits until it listens. */
  async portal(environment: Variables = {}): Promise<Program> {
    const portal = this.program(portalCommand, { WORKER: "off", ...environment });
    await portal.says(/^listening$/);
    return portal;
  }

  signIn(url = this.environment.APP_URL ?? ""): Promise<Session> {
    return Session.signIn(url, admin);
  }

  /** Hires people in Greenhouse this moment. */
  hire(count: number, isComplete = true): Hired[] {
    const hired = Array.from({ length: count }, () => {
      const number = this.hired.length + 1;
      const address = `fault-${number}@mail.test`;
      const given = { lastName: `Faultperson${number}`, complete: isComplete, ...(isComplete ? { personalEmail: address } : {}) };
      const { applicationIds } = hireCandidate(this.sandbox.world, Date.now(), given);
      const one = { applicationId: applicationIds[0] ?? 0, address, isComplete };
      this.hired.push(one);
      return one;
    });
    return hired;
  }

  /** Calls `strike` when a delivery reaches a step, once. Returns when it was called and is over. */
  at(step: Step, strike: () => void | Promise<void>): Promise<void> {
    const struck = Promise.withResolvers<void>();
    let isOver = false;
    this.mail.onStep = (reached) => {
      if (reached !== step || isOver) return false;
      isOver = true;
      Promise.resolve(strike()).then(struck.resolve, struck.reject);
      return false;
    };
    return pTimeout(struck.promise, { milliseconds: 60_000, message: `no delivery reached "${step}" within 60 s` });
  }

  /** Troubles a line for so long and mends it. */
  async trouble(name: LineName, fault: LineFault, seconds: number): Promise<void> {
    await this.lines[name].trouble(fault);
    await sleep(seconds * 1000);
    if (name === "mail") await this.noteLostAnswers();
    await this.lines[name].mend();
    this.mended();
    // What a frozen line held reaches the server only now, and its sender has gone.
    if (name === "mail") await this.noteLostAnswers(1_000);
  }

  /** From now on everything is to recover without help. */
  mended(): void {
    this.mendedAt = performance.now();
  }

  /** Emails that were accepted, and that are not noted as sent yet: the process that should have was killed or has no answer. */
  async noteLostAnswers(afterMs = 300): Promise<void> {
    await sleep(afterMs);
    const rows = await this.query<{ id: string }>(`SELECT "id" FROM "Invitation" WHERE "sentAt" IS NOT NULL`);
    const sent = new Set(rows.map(({ id }) => id));
    for (const one of this.mail.accepted) if (!sent.has(readMessageId(one.messageId) ?? "")) one.answerLost = true;
  }

  expect(isSo: boolean, otherwise: string): void {
    if (!isSo) this.surprises.push(otherwise);
  }

  /** Waits until it is so. Throws when it is not in time. */
  async until(what: string, seconds: number, isSo: () => boolean | Promise<boolean>): Promise<void> {
    const end = performance.now() + seconds * 1000;
    while (!(await isSo())) {
      if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
      await sleep(150);
    }
  }

  /** Waits until a sync has failed with this code, and checks its words. */
  async syncFails(code: string, words: RegExp, seconds = 60): Promise<void> {
    this.syncErrors.add(code);
    const failed = () => this.query<{ errorMessage: string }>(`SELECT "errorMessage" FROM "SyncRun" WHERE "errorCode" = '${code}'`);
    await this.until(`a sync fails with ${code}`, seconds, async () => (await failed()).length > 0);
    for (const { errorMessage } of await failed()) this.expect(words.test(errorMessage), `a sync failed with the words "${errorMessage}"`);
  }

  async query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    return (await this.sql.query<Row>(sql)).rows;
  }

  /** Holds a transaction open for as long as the work takes. */
  async transaction(work: (query: (sql: string) => Promise<unknown>) => Promise<void>): Promise<void> {
    const client = await this.sql.connect();
    try {
      await client.query("BEGIN");
      await work((sql) => client.query(sql));
      await client.query("COMMIT");
    } finally {
      client.release();
    }
  }

  invitations(): Promise<InvitationRow[]> {
    return this.query<InvitationRow>(
      `SELECT "id", "sentTo", "status"::text, "attempts", "leaseUntil" > now() IS TRUE AS "isLeased", "sentAt", extract(epoch FROM "createdAt")::int AS "second"
       FROM "Invitation" WHERE "trigger" = 'automatic' ORDER BY "createdAt", "id"`,
    );
  }

  /** Waits until each complete hire was sent an invitation. */
  allSent(seconds = 60): Promise<void> {
    return this.until("every complete hire is invited", seconds, async () => {
      const sent = (await this.invitations()).filter(({ status }) => status === "sent").length;
      return sent === this.hired.filter(({ isComplete }) => isComplete).length - this.unknown.size;
    });
  }
}
