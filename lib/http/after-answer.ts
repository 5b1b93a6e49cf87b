import { after } from "next/server";
import { describeError, logger } from "@/lib/platform/logger";

/** Has something done after the answer, whose time then tells nothing about it. `what` says in the log what is missing when it fails. */
export function afterAnswer(what: string, work: () => Promise<void>): void {
  after(() => work().catch((error: unknown) => logger().error({ error: describeError(error) }, what)));
}
