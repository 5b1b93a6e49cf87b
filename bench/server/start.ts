import { quantile, round } from "@/bench/figures";
import type { Row } from "@/bench/results";
import { Server } from "@/bench/server/server";

const ROUNDS = 7;
const ours = [process.execPath, "scripts/run.mjs", "start"];
const bare = [process.execPath, "node_modules/next/dist/bin/next", "start"];

/** From `npm start` to the first answer, with a database that is up to date, beside the same build served by Next.js alone. */
export async function startTimes(): Promise<Row> {
  const seconds = { ours: [] as number[], bare: [] as number[] };
  for (let at = 0; at < ROUNDS; at++) {
    for (const [of, command] of [
      ["bare", bare],
      ["ours", ours],
    ] as const) {
      const server = await Server.start(command);
      seconds[of].push(server.seconds);
      await server.stop();
    }
  }
  const [median, baseline] = [quantile(seconds.ours, 0.5), quantile(seconds.bare, 0.5)];
  return { name: "start", seconds: median, baselineSeconds: baseline, secondsAboveBaseline: round(median - baseline) };
}
