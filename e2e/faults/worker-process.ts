import { loadEnv } from "@/lib/platform/env";
import { startWorker } from "@/lib/workflows/operate/worker";

/** The message that starts the work. */
export interface Order {
  environment: Record<string, string>;
}

// Loading takes seconds, so the process loads before it is needed.
process.once("message", (order: Order) => {
  Object.assign(process.env, order.environment);
  loadEnv({ mail: true });
  // So few that what holds up the claim of some leaves others to be held up at other steps.
  void startWorker({ deliveriesAtOnce: 3 });
});
// Without the test, nothing would stop this process.
process.once("disconnect", () => process.exit(0));
// The test may have ended already.
process.send?.("loaded", undefined, undefined, () => {});
