import { refreshStatistics } from "@/lib/platform/database/installation";
import { describeError, logger } from "@/lib/platform/logger";

/** Added hires after which the database's statistics are refreshed; each next refresh needs twice as many. */
const MANY_ADDED = 500;

export interface FreshStatistics {
  /** Takes note of how many hires a run has added so far. The run does not wait for the refresh that follows. */
  added(total: number): void;
  /** Ends when no refresh is under way. */
  settled(): Promise<void>;
}

/** Keeps the database's statistics near to what an import adds. A refresh that fails is logged: without it the import is slower, and right. */
export function freshStatistics(): FreshStatistics {
  let refreshAt = MANY_ADDED;
  let underWay: Promise<void> | null = null;
  const refresh = async () => {
    try {
      await refreshStatistics();
    } catch (error) {
      logger().warn({ error: describeError(error) }, "the database's statistics were not refreshed");
    }
    underWay = null;
  };
  return {
    added(total) {
      if (total < refreshAt || underWay) return;
      refreshAt = total * 2;
      underWay = refresh();
    },
    async settled() {
      await underWay;
    },
  };
}
