import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCase } from "@/e2e/faults/battery/battery";
import type { LineFault } from "@/e2e/faults/battery/line";
import type { Trial } from "@/e2e/faults/battery/trial";
import { moments, whileSending, whileStoring } from "@/e2e/faults/cases/moments";
import { syncRoute } from "@/lib/platform/paths/greenhouse";
import { readinessRoute } from "@/lib/platform/paths/service";

interface Trouble {
  words: string;
  seconds: number;
  recovers: number;
}

/** The longest: silence is noticed after 75 s, and a lease that it left ends 30 s later. */
const SILENCE_RECOVERS = 130;

const lineTroubles: Partial<Record<LineFault, Trouble>> = {
  dropped: { words: "every session breaks", seconds: 0, recovers: 45 },
  refused: { words: "refuses connections for 8 s", seconds: 8, recovers: 45 },
  frozen: { words: "frozen for 20 s", seconds: 20, recovers: 45 },
  slow: { words: "slow for 10 s", seconds: 10, recovers: 45 },
  mute: { words: "works and does not answer for 10 s", seconds: 10, recovers: 45 },
  deaf: { words: "hears nothing for 10 s", seconds: 10, recovers: 45 },
  silent: { words: "sessions stay open and silent for good", seconds: 3, recovers: SILENCE_RECOVERS },
};

const onLine: FaultCase[] = Object.entries(lineTroubles).flatMap(([fault, { words, seconds, recovers }]) =>
  moments.map((moment) => ({
    name: `database: ${words}, ${moment.words}`,
    part: "database",
    recovers,
    run: async (trial) => {
      await trial.worker();
      await moment.strike(trial, () => trial.trouble("database", fault as LineFault, seconds));
    },
  })),
);

const nameOf = (trial: Trial) => new URL(trial.databaseUrl).pathname.slice(1);

function endSessions(trial: Trial): Promise<unknown> {
  return trial.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 
    '${new URL(trial.databaseUrl).username}'`);
}

const onServer: FaultCase[] = moments.flatMap((moment): FaultCase[] => [
  {
    name: `database: ends every session by command, ${moment.words}`,
    part: "database",
    recovers: 45,
    run: async (trial) => {
      await trial.worker();
      await moment.strike(trial, async () => void (await endSessions(trial)));
      trial.mended();
    },
  },
  {
    name: `database: refuses every login for 6 s, ${moment.words}`,
    part: "database",
    recovers: 45,
    run: async (trial) => {
      await trial.worker();
      await moment.strike(trial, async () => {
        await trial.template.onServer(`ALTER DATABASE ${nameOf(trial)} ALLOW_CONNECTIONS false`);
        await endSessions(trial);
        await sleep(6_000);
        await trial.template.onServer(`ALTER DATABASE ${nameOf(trial)} ALLOW_CONNECTIONS true`);
      });
      trial.mended();
    },
  },
]);

/** The portal says why it cannot, and a worker goes on afterwards. */
function said(
  words: string,
  trouble: "away" | "read_only" | "exhausted",
  begin: (trial: Trial) => Promise<unknown>,
  over: (trial: Trial) => Promise<unknown>,
): FaultCase {
  return {
    name: `database: ${words} is said by the portal, and recovered from`,
    part: "database",
    needs: ["build"],
    recovers: 45,
    run: async (trial) => {
      await trial.worker();
      await trial.portal();
      trial.hire(2);
      await trial.allSent();
      const session = await trial.signIn();
      await begin(trial);
      trial.hire(2);
      const { status, body } = await session.ask("POST", syncRoute);
      const params = body.params as { trouble?: string } | undefined;
      trial.expect(status === 503 && body.code === "service_unavailable", `a change was answered with ${status} ${body.code}`);
      trial.expect(params?.trouble === trouble, `the trouble was called ${params?.trouble}`);
      trial.expect(typeof body.detail === "string" && body.detail.length > 20, "nothing was said about it");
      if (trouble !== "read_only") {
        const ready = await session.ask("GET", readinessRoute);
        trial.expect(ready.status === 503, `readiness was ${ready.status}`);
      }
      await sleep(3_000);
      await over(trial);
      trial.mended();
      await trial.until("the portal works again", 20, async () => (await session.ask("GET", readinessRoute)).status === 200);
    },
  };
}

const asDatabase = (trial: Trial, change: string) => trial.template.onServer(`ALTER DATABASE ${nameOf(trial)} ${change}`);

const words: FaultCase[] = [
  said(
    "read only",
    "read_only",
    async (trial) => {
      await asDatabase(trial, "SET default_transaction_read_only = on");
      await endSessions(trial);
      await sleep(500);
    },
    async (trial) => {
      await asDatabase(trial, "RESET default_transaction_read_only");
      await endSessions(trial);
    },
  ),
  said(
    "without a free connection",
    "exhausted",
    async (trial) => {
      await asDatabase(trial, "CONNECTION LIMIT 0");
      await endSessions(trial);
      await sleep(500);
    },
    (trial) => asDatabase(trial, "CONNECTION LIMIT -1"),
  ),
  said(
    "refusing connections",
    "away",
    (trial) => trial.lines.database.trouble("refused"),
    (trial) => trial.lines.database.mend(),
  ),
];

const locked: FaultCase[] = [whileSending, whileStoring].map((moment) => ({
  name: `database: another session locks the invitations for 35 s, ${moment.words}`,
  part: "database",
  recovers: 45,
  run: async (trial) => {
    await trial.worker();
    await moment.strike(trial, () =>
      trial.transaction(async (query) => {
        await query(`LOCK TABLE "Invitation" IN ACCESS EXCLUSIVE MODE`);
        await sleep(35_000);
      }),
    );
    trial.mended();
  },
}));

const crashed: FaultCase[] = moments.map((moment) => ({
  name: `database: Debian's PostgreSQL crashes for 5 s, ${moment.words}`,
  part: "database",
  needs: ["debian"],
  setting: { debian: true },
  recovers: 45,
  run: async (trial) => {
    await trial.worker();
    await moment.strike(trial, async () => trial.server?.crash(5_000));
    trial.mended();
  },
}));

export const databaseCases: readonly FaultCase[] = [...onLine, ...onServer, ...words, ...locked, ...crashed];
