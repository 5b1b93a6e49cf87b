import type { GreenhouseOrder } from "@/bench/greenhouse";
import { startSandbox } from "@/e2e/sandbox/server";
import { bulkSeed } from "@/e2e/sandbox/world/seed";

// A process of its own, so that what is measured is the client and not the two of them.
process.once("message", async ({ hires, limits }: GreenhouseOrder) => {
  const sandbox = await startSandbox({ port: 0, world: bulkSeed(hires), ...limits });
  process.send?.(sandbox.url);
});
process.once("disconnect", () => process.exit(0));
