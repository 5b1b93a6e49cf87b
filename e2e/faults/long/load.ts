import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, Session } from "@/e2e/faults/battery/session";
import { admin } from "@/e2e/faults/battery/template";
import type { Trial } from "@/e2e/faults/battery/trial";
import type { Random } from "@/e2e/faults/random";
import { path } from "@/lib/platform/paths/address";
import { syncRoute } from "@/lib/platform/paths/greenhouse";
import { bulkActionsRoute, dashboardRoute, newHiresRoute } from "@/lib/platform/paths/hires";
import { invitationsRoute, newHireRoute } from "@/lib/platform/paths/record";

interface Row {
  id: string;
  version: number;
}

const PAUSE_MS = 400;
const HIRE_EVERY_MS = 4_000;
/** Answers that a person may get on a bad day. */
const expected = new Set([200, 201, 202, 204, 409, 422, 429, 503]);

/** What people do: HR at both portals, and recruiters in Greenhouse. */
export class Load {
  /** Requests by what they were answered with; 0 without an answer. */
  readonly answers = new Map<number, number>();
  readonly wrong = new Set<string>();
  private readonly trial: Trial;
  private readonly random: Random;

  constructor(trial: Trial, random: Random) {
    this.trial = trial;
    this.random = random;
  }

  /** Works until it is told to stop. */
  async run(portals: readonly string[], stopping: AbortSignal): Promise<void> {
    await Promise.all([...portals.map((url) => this.work(url, stopping)), this.recruit(stopping)]);
  }

  private async recruit(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      this.trial.hire(this.random.between(1, 2), this.random.chance(0.85));
      await sleep(HIRE_EVERY_MS, undefined, { signal: stopping }).catch(() => {});
    }
  }

  private async work(url: string, stopping: AbortSignal): Promise<void> {
    let session: Session | undefined;
    while (!stopping.aborted) {
      await sleep(PAUSE_MS, undefined, { signal: stopping }).catch(() => {});
      try {
        session ??= await Session.signIn(url, admin);
        await this.act(session);
      } catch {
        this.count(0);
      }
    }
  }

  private async act(session: Session): Promise<void> {
    const list = await this.ask(session, "GET", `${newHiresRoute}?limit=20&search=${this.random.chance(0.5) ? "Fault" : ""}`);
    const rows = (list.body.items ?? []) as Row[];
    const [row] = this.random.shuffled(rows);
    if (!row) return;
    const at = path(newHireRoute, row.id);
    switch (this.random.between(0, 7)) {
      case 0:
      case 1: {
        const { body } = await this.ask(session, "GET", at);
        const changes = { jobTitle: `Title ${this.random.between(1, 9)}` };
        await this.ask(session, "PATCH", at, { version: body.version, changes, take: [], keep: [] });
        return;
      }
      case 2:
        await this.ask(session, "POST", path(invitationsRoute, row.id));
        return;
      case 3:
        await this.ask(session, "POST", bulkActionsRoute, {
          action: "set_field",
          field: "department",
          value: `Ward ${this.random.between(1, 9)}`,
          ids: rows.slice(0, 10).map(({ id }) => id),
        });
        return;
      case 4:
        await this.ask(session, "POST", bulkActionsRoute, { action: "send", ids: rows.slice(0, 5).map(({ id }) => id) });
        return;
      case 5:
        await this.ask(session, "POST", syncRoute);
        return;
      case 6:
        await this.ask(session, "GET", dashboardRoute);
        return;
      default:
        await this.ask(session, "GET", at);
    }
  }

  private async ask(session: Session, method: string, address: string, data?: unknown): Promise<Answer> {
    const answer = await session.ask(method, address, data);
    this.count(answer.status);
    if (!expected.has(answer.status)) {
      const where = address.replace(/\?.*$/, "").replace(/[0-9a-f-]{36}/g, "…");
      this.wrong.add(`${method} ${where} was answered with ${answer.status} ${answer.body.code ?? ""}`);
    }
    return answer;
  }

  private count(status: number): void {
    this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
  }
}
