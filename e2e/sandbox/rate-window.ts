export interface RateLimit {
  limit: number;
  windowSeconds: number;
}

/** Greenhouse's fixed window: it begins with a key's first request and ends after its length, whatever happens in it. */
export class RateWindow {
  private startedAt = Number.NEGATIVE_INFINITY;
  private used = 0;
  private readonly rate: RateLimit;
  private readonly now: () => number;

  constructor(rate: RateLimit, now: () => number = Date.now) {
    this.rate = rate;
    this.now = now;
  }

  /** Counts a request. `allowed` says whether it is within the limit, `count` how many there were in this window. */
  count(): { allowed: boolean; count: number; remaining: number; resetsAt: number } {
    const now = this.now();
    const length = this.rate.windowSeconds * 1000;
    if (now >= this.startedAt + length) {
      this.startedAt = now;
      this.used = 0;
    }
    this.used++;
    return {
      allowed: this.used <= this.rate.limit,
      count: this.used,
      remaining: Math.max(0, this.rate.limit - this.used),
      resetsAt: this.startedAt + length,
    };
  }
}
