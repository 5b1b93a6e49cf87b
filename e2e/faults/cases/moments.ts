import type { Trial } from "@/e2e/faults/battery/trial";

/** When a fault strikes. */
export interface Moment {
  words: string;
  /** Brings the processes there with people just hired, and strikes. Returns when the strike is over. */
  strike(trial: Trial, how: () => void | Promise<void>): Promise<void>;
}

const READING_MS = 2_500;

export const whileReading: Moment = {
  words: "while a sync reads",
  strike: async (trial, how) => {
    trial.sandbox.faults.add({ kind: "slow", count: 1, pathPrefix: "/v3/offers", delayMs: READING_MS });
    trial.hire(3);
    await trial.until("a sync reads", 30, async () => (await trial.query(`SELECT 1 FROM "SyncRun" WHERE "status" = 'running'`)).length > 0);
    await how();
  },
};

export const whileSending: Moment = {
  words: "while an email is handed over",
  strike: async (trial, how) => {
    const struck = trial.at("SMTP RCPT", how);
    trial.hire(3);
    await struck;
  },
};

export const whileStoring: Moment = {
  words: "while an outcome is stored",
  strike: async (trial, how) => {
    const struck = trial.at("SMTP 250 written", how);
    trial.hire(3);
    await struck;
  },
};

export const moments: readonly Moment[] = [whileReading, whileSending, whileStoring];
