import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCase } from "@/e2e/faults/battery/battery";
import { moments } from "@/e2e/faults/cases/moments";
import { newHiresRoute, savedViewsRoute } from "@/lib/platform/paths/hires";

const setting = { smallDisk: true };
/** They need more room than tables have left over. */
const MANY = 150;

const full: FaultCase[] = moments.map((moment) => ({
  name: `disk: the database's is full for 15 s ${moment.words}, and many are hired meanwhile`,
  part: "disk",
  setting,
  needs: ["tmpfs"],
  recovers: 60,
  run: async (trial) => {
    const worker = await trial.worker();
    await moment.strike(trial, async () => {
      trial.disk?.fill();
      trial.hire(MANY);
      await sleep(15_000);
    });
    trial.expect(JSON.stringify(worker.lines).includes('"53100"'), "the worker did not say that the disk is full");
    trial.disk?.free();
    trial.mended();
  },
}));

const said: FaultCase = {
  name: "disk: a full one is said by the portal, which goes on reading",
  part: "disk",
  setting,
  needs: ["tmpfs", "build"],
  recovers: 60,
  run: async (trial, random) => {
    await trial.worker();
    await trial.portal();
    trial.hire(3);
    await trial.allSent();
    const session = await trial.signIn();
    trial.disk?.fill();
    trial.hire(MANY);
    await sleep(8_000);
    const list = await session.ask("GET", `${newHiresRoute}?limit=5`);
    trial.expect(list.status === 200, `the list was answered with ${list.status}`);
    // Until the last page with room is full, changes are still taken. What is random is not compressed.
    const query = () => Array.from({ length: 1_900 }, () => random.between(0, 35).toString(36)).join("");
    let answer = list;
    for (let attempt = 1; attempt <= 45 && answer.status < 300; attempt++) {
      answer = await session.ask("POST", savedViewsRoute, { name: `View ${attempt}`, query: query() });
    }
    const trouble = (answer.body.params as { trouble?: string } | undefined)?.trouble;
    trial.expect(
      answer.status === 503 && trouble === "exhausted",
      `a change was answered with ${answer.status} ${answer.body.code} ${trouble}`,
    );
    trial.disk?.free();
    trial.mended();
  },
};

export const diskCases: readonly FaultCase[] = [...full, said];
