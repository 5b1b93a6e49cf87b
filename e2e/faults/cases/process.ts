import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCase } from "@/e2e/faults/battery/battery";
import type { Program } from "@/e2e/faults/battery/program";
import type { Trial } from "@/e2e/faults/battery/trial";
import { childOf } from "@/e2e/faults/battery/watch";
import { type Moment, moments, whileReading, whileSending } from "@/e2e/faults/cases/moments";

const LEASE_SECONDS = 30;
/** Within this time of the lease's end, invitations go on. */
const AFTER_LEASE_SECONDS = 10;
/** A successor goes on within this time of its start; one that waited for a lease would need longer. */
const AT_ONCE_SECONDS = 15;

async function kill(trial: Trial, program: Program): Promise<void> {
  await program.kill();
  await trial.noteLostAnswers();
  trial.mended();
}

const killed: FaultCase[] = moments.flatMap((moment): FaultCase[] => [
  {
    name: `process: the only worker is killed ${moment.words}, and another is started`,
    part: "process",
    recovers: LEASE_SECONDS + AFTER_LEASE_SECONDS,
    run: async (trial) => {
      const first = await trial.worker();
      await moment.strike(trial, () => kill(trial, first));
      await trial.worker();
    },
  },
  {
    name: `process: three workers in a row are killed ${moment.words}`,
    part: "process",
    recovers: LEASE_SECONDS + AFTER_LEASE_SECONDS,
    run: async (trial) => {
      for (let life = 1; life <= 3; life++) {
        const worker = await trial.worker();
        await moment.strike(trial, () => kill(trial, worker));
      }
      await trial.worker();
    },
  },
]);

async function terminate(trial: Trial, program: Program, signal = () => program.signal("SIGTERM")): Promise<void> {
  program.isExpectedToEnd = true;
  signal();
  const code = await program.ended;
  trial.expect(code === 0, `it ended with ${code}`);
}

const terminated: FaultCase[] = moments.map((moment) => ({
  name: `process: a worker gets SIGTERM ${moment.words}, ends with 0, and its successor goes on at once`,
  part: "process",
  recovers: AT_ONCE_SECONDS,
  run: async (trial) => {
    const first = await trial.worker();
    await moment.strike(trial, () => terminate(trial, first));
    await trial.worker();
    trial.mended();
  },
}));

/** Longer than the lease. */
const STOPPED_SECONDS = 45;

const stopped: FaultCase[] = moments.map((moment) => ({
  name: `process: a worker stands still for ${STOPPED_SECONDS} s ${moment.words}, while another works`,
  part: "process",
  setting: { patienceMs: 120_000 },
  recovers: 20,
  run: async (trial) => {
    const first = await trial.worker();
    await moment.strike(trial, () => first.signal("SIGSTOP"));
    // What it had given to the server may arrive a little later. No other process gets the answer.
    await sleep(3_000);
    await trial.noteLostAnswers();
    await trial.worker();
    await sleep(STOPPED_SECONDS * 1000);
    await trial.allSent(20);
    first.signal("SIGCONT");
    trial.mended();
    await sleep(5_000);
  },
}));

const bothStopped: FaultCase = {
  name: "process: the only worker stands still for 45 s, and goes on",
  part: "process",
  setting: { patienceMs: 120_000 },
  recovers: 45,
  run: async (trial) => {
    const only = await trial.worker();
    await whileSending.strike(trial, () => only.signal("SIGSTOP"));
    await sleep(STOPPED_SECONDS * 1000);
    only.signal("SIGCONT");
    trial.mended();
  },
};

/** `npm start` is a process of npm's, which has the portal as its child. */
function npmStart(name: string, moment: Moment, command: readonly [string, ...string[]], pidOf: (program: Program) => number): FaultCase {
  return {
    name: `process: npm start ${name} gets SIGTERM ${moment.words}, ends with 0, and its successor goes on at once`,
    part: "process",
    needs: command[0] === "unshare" ? ["build", "unshare"] : ["build"],
    recovers: AT_ONCE_SECONDS,
    run: async (trial) => {
      const start = trial.program(command, { WORKER: "inline" }, true);
      await start.says(/^listening$/, 120);
      await start.says(/^worker started$/);
      await moment.strike(trial, () => terminate(trial, start, () => process.kill(pidOf(start), "SIGTERM")));
      await trial.worker();
      trial.mended();
    },
  };
}

const npm: FaultCase[] = [whileReading, whileSending].flatMap((moment) => [
  npmStart("by a shell", moment, ["npm", "start"], ({ pid }) => pid),
  npmStart("as process 1", moment, ["unshare", "-pf", "--mount-proc", "npm", "start"], ({ pid }) => childOf(pid) ?? 0),
]);

const portals: FaultCase[] = moments.map((moment) => ({
  name: `process: a portal with its worker is killed ${moment.words}, and started again`,
  part: "process",
  needs: ["build"],
  recovers: LEASE_SECONDS + AFTER_LEASE_SECONDS,
  run: async (trial) => {
    const first = await trial.portal({ WORKER: "inline" });
    await first.says(/^worker started$/);
    await moment.strike(trial, () => kill(trial, first));
    const second = await trial.portal({ WORKER: "inline" });
    await second.says(/^worker started$/);
  },
}));

export const processCases: readonly FaultCase[] = [...killed, ...terminated, ...stopped, bothStopped, ...npm, ...portals];
