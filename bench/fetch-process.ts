import pMap from "p-map";
import { request } from "undici";
import type { FetchOrder, WorkerReport } from "@/bench/process";

// The requests of idle syncs and nothing else.
process.once("message", async ({ url, syncs, concurrency }: FetchOrder) => {
  const read = async (list: string) => {
    const { body } = await request(`${url}/v3/${list}?per_page=500`, { headers: { authorization: "Bearer bench" } });
    await body.json();
  };
  await pMap(
    Array.from({ length: syncs }),
    async () => {
      await read("offers");
      await read("applications");
    },
    { concurrency },
  );
  const { user, system } = process.cpuUsage();
  process.send?.({ statements: 0, cpuSeconds: (user + system) / 1_000_000 } satisfies WorkerReport);
});
process.once("disconnect", () => process.exit(0));
