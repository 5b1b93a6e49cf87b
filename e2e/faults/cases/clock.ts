import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCase } from "@/e2e/faults/battery/battery";
import { faketime } from "@/e2e/faults/battery/needs";
import { whileSending } from "@/e2e/faults/cases/moments";

const DAY_SECONDS = 86_400;
const offsets = ["-400d", "-1d", "-2h", "+2h", "+1d", "+400d"] as const;

/** A process whose clock is wrong; waits are by the one that only goes on. */
const wrongClock = (offset: string) => ({
  LD_PRELOAD: faketime,
  FAKETIME: offset,
  DONT_FAKE_MONOTONIC: "1",
  FAKETIME_DONT_FAKE_MONOTONIC: "1",
});

const alone: FaultCase[] = offsets.map((offset) => ({
  name: `clock: the only worker's is wrong by ${offset}`,
  part: "clock",
  needs: ["faketime"],
  recovers: 20,
  run: async (trial, random) => {
    await trial.worker(wrongClock(offset));
    trial.hire(random.between(3, 6));
    await trial.allSent(40);
    trial.hire(random.between(1, 3));
    trial.mended();
  },
}));

const followed: FaultCase[] = (["-1d", "-2h", "+2h", "+1d"] as const).map((offset) => ({
  name: `clock: a worker whose own is wrong by ${offset} is killed while an email is handed over, and holds nothing`,
  part: "clock",
  needs: ["faketime"],
  recovers: 40,
  run: async (trial) => {
    const wrong = await trial.worker(wrongClock(offset));
    await whileSending.strike(trial, async () => {
      await wrong.kill();
      await trial.noteLostAnswers();
      trial.mended();
    });
    await trial.worker();
  },
}));

const beside: FaultCase[] = (["-1d", "+1d"] as const).map((offset) => ({
  name: `clock: one of two workers' is wrong by ${offset}`,
  part: "clock",
  needs: ["faketime"],
  recovers: 20,
  run: async (trial) => {
    await Promise.all([trial.worker(), trial.worker(wrongClock(offset))]);
    for (let round = 0; round < 4; round++) {
      trial.hire(4);
      await trial.allSent(40);
    }
    trial.mended();
  },
}));

const jumping: FaultCase[] = (["-1d", "+1d"] as const).map((offset) => ({
  name: `clock: a worker's is set by ${offset} while it works`,
  part: "clock",
  needs: ["faketime"],
  recovers: 30,
  run: async (trial) => {
    const folder = mkdtempSync(join(tmpdir(), "faketime-"));
    const file = join(folder, "offset");
    writeFileSync(file, "+0");
    try {
      await trial.worker({ ...wrongClock(""), FAKETIME: undefined, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_CACHE_DURATION: "1" });
      trial.hire(3);
      await trial.allSent(40);
      writeFileSync(file, offset);
      trial.hire(3);
      await sleep(3_000);
      await trial.allSent(40);
      writeFileSync(file, "+0");
      trial.hire(3);
      trial.mended();
      await trial.allSent(40);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
}));

const ahead = {
  "a day ahead": DAY_SECONDS,
  "ten years ahead": 3_650 * DAY_SECONDS,
  "a day behind": -DAY_SECONDS,
  "ten years behind": -3_650 * DAY_SECONDS,
};

const dates: FaultCase[] = Object.entries(ahead).map(([words, seconds]) => ({
  name: `clock: Greenhouse's Date header is ${words} for a while`,
  part: "clock",
  recovers: 30,
  run: async (trial, random) => {
    await trial.worker();
    trial.hire(2);
    await trial.allSent(40);
    trial.sandbox.dateAheadSeconds = seconds;
    trial.hire(random.between(1, 4));
    // Several runs see it.
    await sleep(10_000);
    trial.sandbox.dateAheadSeconds = 0;
    trial.hire(random.between(1, 4));
    trial.mended();
  },
}));

export const clockCases: readonly FaultCase[] = [...alone, ...followed, ...beside, ...jumping, ...dates];
