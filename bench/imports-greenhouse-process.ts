import type { ImportsOrder } from "@/bench/tenants/starve";
import { hireCandidate } from "@/e2e/sandbox/control/hires";
import { startSandbox } from "@/e2e/sandbox/server";
import { bulkSeed } from "@/e2e/sandbox/world/seed";

// A local Greenhouse at Harvest v1's documented rate limit: a small default account, in which someone is hired when told to, and keys of a
// large one, each with a limit of its own.
process.once("message", async ({ keys, hires }: ImportsOrder) => {
  const sandbox = await startSandbox({ port: 0, world: bulkSeed(5, Date.now() - 86_400_000) });
  const large = bulkSeed(hires);
  for (const key of keys) sandbox.keys.add(key, large);
  process.on("message", () => {
    hireCandidate(sandbox.world, Date.now(), { complete: true });
    process.send?.("hired");
  });
  process.send?.(sandbox.url);
});
process.once("disconnect", () => process.exit(0));
