import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import type { HireDraft } from "@/lib/hires/status";
import { deliverInvitationJob } from "@/lib/jobs/definitions";
import { openQueue } from "@/lib/jobs/queue";
import type { OrganizationId } from "@/lib/platform/db";

const QUEUE = deliverInvitationJob.name;
const SUPERVISED_SECONDS = 10;
/** Without progress for this long, the remaining invitations are stuck. */
const STUCK_SECONDS = 120;

export interface InvitationRow {
  id: string;
  sentTo: string;
  status: string;
  attempts: number;
  isLeased: boolean;
  sentAt: Date | null;
  /** When it was made, in whole seconds: the order is kept by these. */
  second: number;
}

interface Jobs {
  active: number;
  due: number;
  later: number;
  /** Seconds until the earliest later one. */
  seconds: number;
}

/** One organization, the queue of its deliveries, and a clock for both. */
export class Stage {
  readonly organizationId: OrganizationId;
  private readonly client: pg.Client;
  private nextApplication = 1;
  /** Skipped seconds, by which the run's clock is ahead. */
  private skipped = 0;

  private constructor(organizationId: OrganizationId, client: pg.Client) {
    this.organizationId = organizationId;
    this.client = client;
  }

  static async set(): Promise<Stage> {
    const client = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
    await client.connect();
    return new Stage(await makeOrganization(), client);
  }

  close(): Promise<void> {
    return this.client.end();
  }

  /** Returns the seconds on the run's clock. */
  now(): number {
    return performance.now() / 1000 + this.skipped;
  }

  /** Returns the addresses that `invite` uses next. */
  nextAddresses(count: number): string[] {
    return this.drafts(count).map(({ values }) => values.personalEmail ?? "");
  }

  private drafts(count: number): HireDraft[] {
    return Array.from({ length: count }, (_, at) => draftOf(this.nextApplication + at));
  }

  /** Imports complete hires, as a sync does, which invites them. Returns their addresses. */
  async invite(count: number): Promise<string[]> {
    const addresses = this.nextAddresses(count);
    const drafts = this.drafts(count);
    this.nextApplication += count;
    await takeIn(this.organizationId, drafts);
    return addresses;
  }

  /** Returns the invitations in order of creation. */
  async invitations(): Promise<InvitationRow[]> {
    const { rows } = await this.client.query<InvitationRow>(
      `SELECT "id", "sentTo", "status"::text, "attempts", "leaseUntil" > now() IS TRUE AS "isLeased", "sentAt", extract(epoch FROM "createdAt")::int AS "second"
       FROM "Invitation" WHERE "trigger" = 'automatic' ORDER BY "createdAt", "id"`,
    );
    return rows;
  }

  /** Returns the number of dead letters. */
  async deadLetters(): Promise<number> {
    const { rows } = await this.client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pgboss.job WHERE name = 'dead-letter' OR (name = $1 AND state = 'failed')`,
      [QUEUE],
    );
    return rows[0]?.count ?? 0;
  }

  /**
   * Skips time while no worker runs: leases expire and heartbeats are missed. The queue's own supervision, which a worker runs every
   * ten seconds, then releases the orphaned jobs.
   */
  async passTime(seconds: number): Promise<void> {
    const queue = await openQueue("sender");
    for (let left = seconds; left > 0; left -= SUPERVISED_SECONDS) {
      await this.shift(Math.min(left, SUPERVISED_SECONDS));
      await queue.supervise(QUEUE);
    }
  }

  private async shift(seconds: number): Promise<void> {
    await this.client.query(`UPDATE "Invitation" SET "leaseUntil" = "leaseUntil" - make_interval(secs => ${seconds})`);
    await this.client.query(
      `UPDATE pgboss.job SET heartbeat_on = heartbeat_on - make_interval(secs => ${seconds}) WHERE name = $1 AND state = 'active'`,
      [QUEUE],
    );
    await this.client.query(
      `UPDATE pgboss.queue SET monitor_on = monitor_on - make_interval(secs => ${seconds}),
         monitor_claim_on = monitor_claim_on - make_interval(secs => ${seconds}) WHERE name = $1`,
      [QUEUE],
    );
    await this.skip(seconds);
  }

  /** Skips time for waiting jobs and for the rate limit. */
  async skip(seconds: number): Promise<void> {
    await this.client.query(
      `UPDATE pgboss.job SET start_after = start_after - make_interval(secs => ${seconds}) WHERE name = $1 AND state IN ('created', 'retry')`,
      [QUEUE],
    );
    await this.client.query(`UPDATE "RateLimit" SET "expire" = "expire" - make_interval(secs => ${seconds})`);
    this.skipped += seconds;
    // A worker polls every two seconds.
    await this.client.query(`SELECT pg_notify('pgboss_' || left(encode(sha224('pgboss'), 'hex'), 24), '${QUEUE}')`);
  }

  /** Skips every wait until no delivery is left, or `seconds` were skipped. Returns false without progress. */
  async settle(seconds = Number.POSITIVE_INFINITY): Promise<boolean> {
    let left = seconds;
    let before = "";
    let moved = performance.now();
    for (;;) {
      const jobs = await this.jobs();
      const state = `${jobs.active} ${jobs.due} ${jobs.later}`;
      if (state !== before) moved = performance.now();
      before = state;
      if (performance.now() - moved > STUCK_SECONDS * 1000) return false;
      if (jobs.active + jobs.due > 0) await sleep(50);
      else if (jobs.later === 0 || left <= 0) {
        if (Number.isFinite(left) && left > 0) await this.skip(left);
        return true;
      } else {
        const step = Math.min(left, Math.max(1, Math.ceil(jobs.seconds)));
        left -= step;
        await this.skip(step);
        moved = performance.now();
      }
    }
  }

  private async jobs(): Promise<Jobs> {
    const { rows } = await this.client.query<Jobs>(
      `SELECT count(*) FILTER (WHERE state = 'active')::int AS active,
              count(*) FILTER (WHERE state < 'active' AND start_after <= now())::int AS due,
              count(*) FILTER (WHERE state < 'active' AND start_after > now())::int AS later,
              coalesce(extract(epoch FROM min(start_after) FILTER (WHERE state < 'active' AND start_after > now()) - now()), 0)::float AS seconds
       FROM pgboss.job WHERE name = $1`,
      [QUEUE],
    );
    return rows[0] ?? { active: 0, due: 0, later: 0, seconds: 0 };
  }
}
