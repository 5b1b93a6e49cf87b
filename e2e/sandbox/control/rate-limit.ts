import type { ServerResponse } from "node:http";
import { json } from "@/e2e/sandbox/http";
import type { Credential } from "@/e2e/sandbox/oauth/credentials";

export interface RateLimit {
  limit: number;
  windowSeconds: number;
}

/** Where a fixed window begins: with a key's first request, or at a multiple of its length by the clock, as v3's do (recorded). */
type Alignment = "first-request" | "clock";

/** Greenhouse's fixed window: it ends after its length, whatever happens in it. */
export class RateWindow {
  private startedAt = Number.NEGATIVE_INFINITY;
  private used = 0;
  private readonly rate: RateLimit;
  private readonly alignment: Alignment;
  private readonly now: () => number;

  constructor(rate: RateLimit, alignment: Alignment, now: () => number = Date.now) {
    this.rate = rate;
    this.alignment = alignment;
    this.now = now;
  }

  /** Counts a request. `allowed` says whether it is within the limit, `count` how many there were in this window. */
  count(): { allowed: boolean; count: number; remaining: number; resetsAt: number; waitMs: number } {
    const now = this.now();
    const length = this.rate.windowSeconds * 1000;
    if (now >= this.startedAt + length) {
      this.startedAt = this.alignment === "clock" ? Math.floor(now / length) * length : now;
      this.used = 0;
    }
    this.used++;
    const resetsAt = this.startedAt + length;
    return {
      allowed: this.used <= this.rate.limit,
      count: this.used,
      remaining: Math.max(0, this.rate.limit - this.used),
      resetsAt,
      waitMs: resetsAt - now,
    };
  }
}

/** A door's rate limit: a window for each credential. */
export class RateLimiter {
  private readonly windows = new Map<string, RateWindow>();
  private readonly rate: RateLimit;
  private readonly api: "v1" | "v3";
  private readonly now: () => number;

  constructor(rate: RateLimit, api: "v1" | "v3", now: () => number) {
    this.rate = rate;
    this.api = api;
    this.now = now;
  }

  /** Counts a request by a credential's name, tells in headers what is left, and answers it with 429 (false) when nothing is. */
  admit(response: ServerResponse, name: string, kind: string, credential: Credential | undefined): boolean {
    const { allowed, count, remaining, resetsAt, waitMs } = this.windowOf(name).count();
    response.setHeader("x-ratelimit-limit", String(this.rate.limit));
    response.setHeader("x-ratelimit-remaining", String(remaining));
    // Of v3 it was recorded that this is always one window from now, and not the window's end.
    const reset = this.api === "v3" ? Math.floor(this.now() / 1000) + this.rate.windowSeconds : Math.ceil(resetsAt / 1000);
    if (!allowed || this.api === "v3") response.setHeader("x-ratelimit-reset", String(reset));
    if (credential) {
      credential.requests[kind] = (credential.requests[kind] ?? 0) + 1;
      credential.busiestWindow = Math.max(credential.busiestWindow, count);
      if (!allowed) credential.refusedByRateLimit++;
    }
    if (allowed) return true;
    response.setHeader("retry-after", String(Math.max(1, Math.ceil(waitMs / 1000))));
    json(response, 429, { message: "You have reached the rate limit. Try again later." });
    return false;
  }

  private windowOf(name: string): RateWindow {
    const window = this.windows.get(name) ?? new RateWindow(this.rate, this.api === "v3" ? "clock" : "first-request", this.now);
    this.windows.set(name, window);
    return window;
  }
}
