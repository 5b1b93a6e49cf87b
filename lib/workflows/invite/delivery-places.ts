import { SECOND_MS } from "@/lib/platform/calendar";
import { background } from "@/lib/workflows/operate/background";

/**
 * The deliveries that wait for a slow mail server: one that hangs at one stage would fill all places. `most` is, with the places of the queue's
 * workers, below the most connections to one mail server.
 */
export const slowDeliveries = background("deliveries", { afterMs: 10 * SECOND_MS, most: 16, failed: "a slow delivery failed" });
