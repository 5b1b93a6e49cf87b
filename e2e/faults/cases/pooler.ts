import type { FaultCase } from "@/e2e/faults/battery/battery";
import type { LineFault } from "@/e2e/faults/battery/line";
import { type Command, portalCommand, type Variables } from "@/e2e/faults/battery/program";
import { databaseOf } from "@/e2e/faults/battery/template";
import type { Trial } from "@/e2e/faults/battery/trial";
import { workerCommand } from "@/e2e/faults/battery/worker-program";
import { moments, whileSending, whileStoring } from "@/e2e/faults/cases/moments";
import { startPgBouncer } from "@/e2e/servers/pgbouncer";
import { syncRoute } from "@/lib/platform/paths/greenhouse";
import { newHiresRoute } from "@/lib/platform/paths/hires";

const setting = { pooler: true };

const lineTroubles: Partial<Record<LineFault, readonly [words: string, seconds: number, recovers: number]>> = {
  dropped: ["every session breaks", 0, 45],
  refused: ["refuses connections for 8 s", 8, 45],
  frozen: ["frozen for 15 s", 15, 45],
  silent: ["sessions stay open and silent for good", 3, 130],
};

const onLine: FaultCase[] = Object.entries(lineTroubles).flatMap(([fault, [words, seconds, recovers]]) =>
  [whileSending, whileStoring].map((moment) => ({
    name: `pooler: ${words}, ${moment.words}`,
    part: "pooler",
    setting,
    recovers,
    run: async (trial) => {
      await trial.worker();
      await moment.strike(trial, () => trial.trouble("database", fault as LineFault, seconds));
    },
  })),
);

const restarted: FaultCase[] = moments.map((moment) => ({
  name: `pooler: restarts ${moment.words}`,
  part: "pooler",
  setting,
  recovers: 45,
  run: async (trial) => {
    await trial.worker();
    await moment.strike(trial, async () => {
      await trial.bouncer?.stop();
      trial.bouncer = await startPgBouncer(trial.databaseUrl, { mode: "transaction", users: [trial.databaseUrl] });
      trial.lines.database.lead(trial.bouncer.through(trial.databaseUrl));
    });
    trial.mended();
  },
}));

const whole: FaultCase = {
  name: "pooler: in transaction mode, portal and worker do everything through it",
  part: "pooler",
  setting,
  needs: ["build"],
  recovers: 20,
  run: async (trial, random) => {
    await trial.portal({ WORKER: "inline" });
    await trial.worker();
    const session = await trial.signIn();
    for (let round = 0; round < 3; round++) {
      trial.hire(random.between(2, 5));
      const sync = await session.ask("POST", syncRoute);
      trial.expect(sync.status === 202, `a sync was answered with ${sync.status}`);
      await trial.allSent(30);
      const answers = await Promise.all(Array.from({ length: 30 }, () => session.ask("GET", `${newHiresRoute}?limit=5`)));
      trial.expect(
        answers.every(({ status, body }) => status === 200 && Array.isArray(body.items) && body.items.length > 0),
        "the list was not shown",
      );
    }
    trial.mended();
  },
};

/** A portal that starts behind such a pooler says what is wrong, and ends. */
function refused(name: string, command: Command, environment: (trial: Trial) => Promise<Variables>, words: RegExp): FaultCase {
  return {
    name: `pooler: ${name} is refused at the start`,
    part: "pooler",
    setting,
    ...(command === portalCommand ? { needs: ["build"] } : {}),
    recovers: 20,
    run: async (trial) => {
      trial.hire(2);
      const program = trial.program(command, await environment(trial));
      program.isExpectedToEnd = true;
      const code = await program.ended;
      trial.expect(code === 1, `it ended with ${code}`);
      trial.expect(program.said(words), `it said "${program.words.join(" ")}"`);
      await trial.worker();
      trial.mended();
    },
  };
}

/** Logs in as the superuser, whatever user is named. */
async function behindForced(trial: Trial): Promise<Variables> {
  const { pathname } = new URL(trial.databaseUrl);
  const forced = databaseOf(trial.template.superuserUrl, pathname.slice(1));
  await trial.bouncer?.stop();
  const bouncer = await startPgBouncer(trial.databaseUrl, { mode: "transaction", users: [trial.databaseUrl], forced });
  const { lines } = trial;
  lines.database.lead(trial.databaseUrl);
  trial.bouncer = bouncer;
  // The worker that comes after the refused one leads past it.
  return { DATABASE_URL: bouncer.through(trial.databaseUrl) };
}

const refusals: FaultCase[] = [workerCommand, portalCommand].flatMap((command) => {
  const what = command === workerCommand ? "a worker" : "a portal";
  return [
    refused(`${what} behind one that drops roles`, command, behindForced, /^DATABASE_URL: \w+ may do more than the portal needs/),
    refused(
      `${what} in transaction mode without DATABASE_DIRECT_URL`,
      command,
      async () => ({ DATABASE_DIRECT_URL: "" }),
      /^DATABASE_URL: leads through a pooler in transaction mode\. Set DATABASE_DIRECT_URL/,
    ),
  ];
});

export const poolerCases: readonly FaultCase[] = [whole, ...onLine, ...restarted, ...refusals];
