/** The rate limit by a response's headers; null for each header that is absent. */
export interface RateHeaders {
  limit: number | null;
  remaining: number | null;
  resetMs: number | null;
}

/**
 * Delays requests so that they stay below a rate limit, and no more than `atOnce` are under way. Each request counts from its start until one window after its
 * response. Greenhouse stops counting it no later than that, wherever its window begins, so a run at full speed gets no 429.
 *
 * `X-RateLimit-Remaining` shows the requests of other users of the same credential: they count for one window, too.
 */
export class RateLimiter {
  private limit: number;
  private limitKnown = false;
  private inFlight = 0;
  /** How many finished requests stop counting when, in ms, ascending; those of other users included. Numbers: a header may claim any. */
  private finished: { until: number; requests: number }[] = [];
  private finishedRequests = 0;
  private pausedUntil = 0;
  private readonly waiting: (() => void)[] = [];
  private timer: NodeJS.Timeout | undefined;

  private readonly windowMs: number;
  private readonly atOnce: number;
  private readonly now: () => number;

  constructor(assumed: number, windowMs: number, { atOnce = Number.POSITIVE_INFINITY, now = () => performance.now() } = {}) {
    this.limit = assumed;
    this.windowMs = windowMs;
    this.atOnce = atOnce;
    this.now = now;
  }

  /** Waits until a request may start. Only one runs at a time until the first response tells the real limit. */
  async acquire(signal?: AbortSignal): Promise<void> {
    const wake = () => this.wakeAll();
    signal?.addEventListener("abort", wake);
    try {
      // Both by one look at the clock: what expired between two would leave nothing to wait for.
      for (let now = this.now(); !this.hasRoom(now); now = this.now()) {
        signal?.throwIfAborted();
        await new Promise<void>((resume) => {
          this.waiting.push(resume);
          this.startTimer(now);
        });
      }
    } finally {
      signal?.removeEventListener("abort", wake);
    }
    this.inFlight++;
  }

  /**
   * Ends a request that `acquire` started, with its response's headers. `resetMs` is the time until Greenhouse's window ends:
   * the request stops counting then.
   */
  release({ limit, remaining, resetMs }: RateHeaders): void {
    this.dropExpired(this.now());
    this.inFlight--;
    this.limitKnown = true;
    if (limit !== null && limit > 0) this.limit = limit;
    this.count(1, resetMs);
    if (remaining !== null) this.count(Math.min(this.limit, this.limit - this.used() - remaining), resetMs);
    this.wakeAll();
  }

  /** Delays all requests, because a 429 asked for it. */
  pause(milliseconds: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, this.now() + milliseconds);
    this.wakeAll();
  }

  private count(requests: number, resetMs: number | null): void {
    if (requests <= 0) return;
    const until = Math.max(this.finished.at(-1)?.until ?? 0, this.now() + Math.min(this.windowMs, resetMs ?? this.windowMs));
    this.finished.push({ until, requests });
    this.finishedRequests += requests;
  }

  private used(): number {
    return this.inFlight + this.finishedRequests;
  }

  private hasRoom(now: number): boolean {
    this.dropExpired(now);
    if (now < this.pausedUntil || this.inFlight >= this.atOnce) return false;
    return this.limitKnown ? this.used() < this.limit : this.inFlight === 0;
  }

  private dropExpired(now: number): void {
    const firstCounted = this.finished.findIndex(({ until }) => until > now);
    const expired = this.finished.splice(0, firstCounted < 0 ? this.finished.length : firstCounted);
    for (const { requests } of expired) this.finishedRequests -= requests;
  }

  private wakeAll(): void {
    for (const resume of this.waiting.splice(0)) resume();
  }

  private startTimer(now: number): void {
    if (this.timer) return;
    const next = Math.max(this.pausedUntil, this.used() >= this.limit ? (this.finished[0]?.until ?? 0) : 0);
    // Nothing expires later, so a response in flight will wake the waiting requests.
    if (next <= now) return;
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        this.wakeAll();
      },
      Math.max(1, Math.ceil(next - now)),
    );
  }
}
