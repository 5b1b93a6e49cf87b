import { loadEnv } from "@/lib/platform/env";
import { startWorker } from "@/lib/workflows/operate/worker";

/** What the test sends once it wants this process to work. */
export interface Order {
  environment: Record<string, string>;
}

// Loading takes seconds, so it is done before the process is needed.
process.once("message", (order: Order) => {
  Object.assign(process.env, order.environment);
  loadEnv({ mail: true });
  void startWorker();
});
// Without the test there is nobody left to end it.
process.once("disconnect", () => process.exit(0));
// The test may be gone by now.
process.send?.("loaded", undefined, undefined, () => {});
