import { describeError, logger } from "@/lib/platform/logger";
import { metrics } from "@/lib/platform/telemetry/metrics";

interface FaultOptions {
  /** `error` where an operator must look, `warn` where it mends itself. */
  level: "error" | "warn";
  /** A fault whose end nothing says has ended when it did not come for so long. */
  quietSeconds?: number;
}

/** Different kinds of one fault that are logged while it lasts; the rest is counted. */
const MOST_KINDS = 10;

/**
 * Something that fails at every turn until it is mended: logged once when it begins and once when it ends, not at every turn, and measured as
 * long as it lasts.
 */
class RecurringFault {
  private since: number | undefined;
  private times = 0;
  private readonly kinds = new Set<string>();
  private quiet: NodeJS.Timeout | undefined;
  private readonly what: string;
  private readonly options: FaultOptions;

  constructor(what: string, options: FaultOptions) {
    this.what = what;
    this.options = options;
  }

  /** It failed. Logs its first time, and the first time of each different kind of error. */
  failed(error: unknown, ids: Record<string, string | number> = {}): void {
    const described = describeError(error);
    const kind = `${described.name} ${described.code} ${described.cause?.code}`;
    this.since ??= performance.now();
    this.times++;
    this.measure(1);
    if (!this.kinds.has(kind) && this.kinds.size < MOST_KINDS) {
      this.kinds.add(kind);
      logger()[this.options.level]({ ...ids, error: described }, this.what);
    } else logger().debug({ ...ids, error: described }, this.what);
    if (this.options.quietSeconds === undefined) return;
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => this.passed(), this.options.quietSeconds * 1000).unref();
  }

  /** It worked. Logs the end of a fault that had begun, with how often it came. */
  passed(): void {
    if (this.since === undefined) return;
    const seconds = Math.round((performance.now() - this.since) / 1000);
    logger().info({ times: this.times, seconds, kinds: this.kinds.size }, `${this.what}: over`);
    this.measure(0);
    clearTimeout(this.quiet);
    this.since = undefined;
    this.times = 0;
    this.kinds.clear();
  }

  private measure(value: 0 | 1): void {
    metrics().faults.set({ fault: this.what, level: this.options.level }, value);
  }
}

// Next bundles its own copies of this file; a fault that several of them meet is one.
const holder = globalThis as { emptrustFaults?: Map<string, RecurringFault> };

/** Returns the fault of this name in this process. `what` is the log message, a plain literal. */
export function recurringFault(what: string, options: FaultOptions): Pick<RecurringFault, "failed" | "passed"> {
  holder.emptrustFaults ??= new Map();
  const known = holder.emptrustFaults.get(what) ?? new RecurringFault(what, options);
  holder.emptrustFaults.set(what, known);
  return known;
}
