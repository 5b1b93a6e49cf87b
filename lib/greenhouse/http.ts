import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import { type GreenhouseApi, observedRequest } from "@/lib/greenhouse/observe";
import { type RateHeaders, RateLimiter } from "@/lib/greenhouse/rate-limit";
import * as m from "@/lib/messages/generated/server/greenhouse";
import { MINUTE_MS } from "@/lib/platform/calendar";

export interface HarvestResponse {
  status: number;
  body: unknown;
  link: string | undefined;
  /** The `Date` header: when Greenhouse responded, by its own clock. */
  respondedAt: Date | null;
}

/** Provides the `Authorization` header, which may change during a run. */
export interface Authorization {
  /** Returns the value for the next request. */
  header(): Promise<string>;
  /** Replaces a value that Greenhouse answered with 401; returns false if there is no other. */
  replaceRejected(header: string): Promise<boolean>;
}

/** Returns an authorization that never changes. */
export function fixedAuthorization(value: string): Authorization {
  return { header: async () => value, replaceRejected: async () => false };
}

export interface HarvestHttpOptions {
  /** Counted apart. */
  api: GreenhouseApi;
  /** Base address from the environment, without a trailing slash. */
  baseUrl: string;
  authorization: Authorization;
  /** Requests allowed per window, until a response's headers say otherwise. */
  assumedLimit: number;
  windowSeconds: number;
  /** Attempts per request; the wait before the next one doubles, starting from `firstWaitMs`. */
  attempts?: number;
  firstWaitMs?: number;
  /** The longest silence; a request whose response drips in is given up after `deadlineMs`. */
  timeoutMs?: number;
  deadlineMs?: number;
  signal?: AbortSignal | undefined;
}

/** A request without a usable response. */
export interface Broken {
  broken: "dns" | "tls" | "refused" | "timeout" | "connection" | "unreadable";
}

/** A run that has to wait longer fails instead; the next run resumes from there. */
const LONGEST_WAIT_MS = 90_000;
const CONNECTIONS = 16;
/** Tells a number of seconds from a time in epoch seconds: no wait is this long, and this is a day in September 2001. */
const EPOCH_SECONDS_FROM = 1_000_000_000;

/**
 * Sends GET requests below one Harvest base address and nowhere else. Stays below the rate limit, times out, and retries 429,
 * 5xx and broken connections with exponential backoff and full jitter. Returns every other response, whatever its status.
 */
export class HarvestHttp {
  requests = 0;
  /** What the last response said of the rate limit, and when it came by Greenhouse's clock; null before the first. */
  last: { limit: number | null; remaining: number | null; respondedAt: Date | null } | null = null;
  private readonly base: URL;
  private readonly pool: Pool;
  private readonly rateLimiter: RateLimiter;
  private readonly options: Required<Omit<HarvestHttpOptions, "signal">> & { signal: AbortSignal | undefined };

  constructor(options: HarvestHttpOptions) {
    this.options = { attempts: 5, firstWaitMs: 500, timeoutMs: 30_000, deadlineMs: 2 * MINUTE_MS, ...options, signal: options.signal };
    this.base = new URL(options.baseUrl);
    this.rateLimiter = new RateLimiter(options.assumedLimit, options.windowSeconds * 1000);
    this.pool = new Pool(this.base.origin, {
      connections: CONNECTIONS,
      connect: { timeout: 10_000 },
      headersTimeout: this.options.timeoutMs,
      bodyTimeout: this.options.timeoutMs,
      maxResponseSize: 64 * 1024 * 1024,
    });
  }

  /** Requests a path below the base address. Throws `GreenhouseError` when all attempts failed. */
  async get(path: string): Promise<HarvestResponse> {
    return this.send(`${this.base.pathname.replace(/\/$/, "")}${path}`);
  }

  /**
   * Requests a link that Greenhouse sent, unchanged. Throws when it is not below the base address: a link to another host is
   * an attack or a misconfigured gateway, and the credential must not be sent there.
   */
  async follow(address: string): Promise<HarvestResponse> {
    const target = URL.canParse(address, this.base.href) ? new URL(address, this.base.href) : undefined;
    if (target?.origin !== this.base.origin || !target.pathname.startsWith(`${this.base.pathname.replace(/\/$/, "")}/`)) {
      throw new GreenhouseError("greenhouse_unreadable", m.nextPageElsewhere());
    }
    return this.send(`${target.pathname}${target.search}`);
  }

  /** Closes the connections. */
  close(): Promise<void> {
    return this.pool.destroy();
  }

  private async send(path: string): Promise<HarvestResponse> {
    const { attempts, firstWaitMs, authorization } = this.options;
    let mayReplace = true;
    for (let attempt = 1; ; attempt++) {
      const header = await authorization.header();
      const response = await this.attempt(path, header);
      if ("status" in response && response.status === 401 && mayReplace) {
        mayReplace = false;
        if (await authorization.replaceRejected(header)) continue;
      }
      if ("status" in response && response.status !== 429 && response.status < 500) return response;
      if (attempt >= attempts) throw this.attemptsExhausted(response);
      if ("status" in response && response.status === 429) {
        const wait = response.waitMs ?? this.options.windowSeconds * 1000;
        if (wait > LONGEST_WAIT_MS) throw this.attemptsExhausted(response);
        // Jitter, so that waiting processes don't all resume in the same moment.
        this.rateLimiter.pause(wait + Math.random() * 250);
      } else {
        await sleep(Math.random() * firstWaitMs * 2 ** attempt, undefined, {
          ...(this.options.signal ? { signal: this.options.signal } : {}),
        });
      }
    }
  }

  private async attempt(path: string, authorization: string): Promise<(HarvestResponse & { waitMs: number | null }) | Broken> {
    await this.rateLimiter.acquire(this.options.signal);
    this.requests++;
    return observedRequest(this.options.api, path, () => this.request(path, authorization));
  }

  /** Sends a request that the rate limiter has let through. */
  private async request(path: string, authorization: string): Promise<(HarvestResponse & { waitMs: number | null }) | Broken> {
    let rate: RateHeaders = { limit: null, remaining: null, resetMs: null };
    const { signal, deadlineMs, api, windowSeconds } = this.options;
    const deadline = AbortSignal.timeout(deadlineMs);
    try {
      const response = await this.pool.request({
        path,
        method: "GET",
        headers: { authorization, accept: "application/json", "user-agent": "EMPTrust" },
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      rate = rateOf(response.headers);
      const { limit, remaining } = rate;
      const text = await response.body.text();
      const date = Date.parse(String(response.headers.date ?? ""));
      const received = {
        status: response.statusCode,
        link: header(response.headers.link),
        respondedAt: Number.isNaN(date) ? null : new Date(date),
        waitMs: response.statusCode === 429 ? waitOf(response.headers, api === "v3" ? windowSeconds * 1000 : null) : null,
      };
      this.last = { limit, remaining, respondedAt: received.respondedAt };
      if (received.status >= 400) return { ...received, body: undefined };
      try {
        return { ...received, body: JSON.parse(text) };
      } catch {
        // A proxy's error page or a truncated response: another attempt may succeed.
        return { broken: "unreadable" };
      }
    } catch (error) {
      if (signal?.aborted) throw error;
      return { broken: failureOf(error) };
    } finally {
      this.rateLimiter.release(rate);
    }
  }

  private attemptsExhausted(response: HarvestResponse | Broken): GreenhouseError {
    if ("broken" in response) {
      return new GreenhouseError("greenhouse_unreachable", m.unreachable({ reason: response.broken, host: this.base.hostname }));
    }
    if (response.status === 429) return new GreenhouseError("greenhouse_rate_limited", m.rateLimited());
    return new GreenhouseError("greenhouse_unreachable", m.serverError({ status: String(response.status) }));
  }
}

/** Returns why a request got no response, by what the system says of it. */
export function failureOf(error: unknown): Broken["broken"] {
  if (error instanceof Error && error.name === "TimeoutError") return "timeout";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "dns";
  if (/CERT|SIGNATURE|SSL|TLS|^EPROTO$/.test(code)) return "tls";
  if (code === "ECONNREFUSED") return "refused";
  if (/TIMEOUT|^ETIMEDOUT$/.test(code)) return "timeout";
  return "connection";
}

/**
 * Returns what the rate limit headers say. In v3 `X-RateLimit-Reset` is in epoch seconds by Greenhouse's clock, so it is
 * compared with the `Date` header. Both are rounded to seconds, hence one second of margin.
 */
function rateOf(headers: Record<string, string | string[] | undefined>): RateHeaders {
  const reset = numberHeader(headers["x-ratelimit-reset"]);
  const date = Date.parse(header(headers.date) ?? "");
  return {
    limit: numberHeader(headers["x-ratelimit-limit"]),
    remaining: numberHeader(headers["x-ratelimit-remaining"]),
    resetMs: reset === null || Number.isNaN(date) ? null : Math.max(0, reset * 1000 - date) + 1_000,
  };
}

/**
 * Returns how long a 429 asks to wait, in ms by Greenhouse's clock: `Retry-After` (seconds or a date); else until v3's window ends, which is
 * a multiple of its length by the clock, while its `X-RateLimit-Reset` is always one window from now (both recorded); else until v1's
 * `X-RateLimit-Reset` (epoch seconds or a date).
 */
function waitOf(headers: Record<string, string | string[] | undefined>, alignedMs: number | null): number | null {
  const date = Date.parse(header(headers.date) ?? "");
  const now = Number.isNaN(date) ? Date.now() : date;
  const after = header(headers["retry-after"]);
  const asked = after === undefined ? Number.NaN : untilRetry(after, now);
  if (Number.isFinite(asked) && asked >= 0) return asked;
  // Both are rounded to seconds.
  if (alignedMs !== null) return alignedMs - (now % alignedMs) + 1_000;
  const reset = header(headers["x-ratelimit-reset"]);
  // An implausible value is ignored: a wrong clock must not stall a run.
  const until = reset === undefined ? Number.NaN : (/^\d+$/.test(reset) ? Number(reset) * 1000 : Date.parse(reset)) - now;
  return until > 0 && until <= MINUTE_MS ? until : null;
}

/** Returns the wait that `Retry-After` asks for, in ms: seconds, a date, or epoch seconds (Greenhouse's documentation of 2023). */
function untilRetry(after: string, now: number): number {
  if (!/^\d+$/.test(after)) return Date.parse(after) - now;
  const number = Number(after);
  return number > EPOCH_SECONDS_FROM ? number * 1000 - now : number * 1000;
}

function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(", ") : value;
}

function numberHeader(value: string | string[] | undefined): number | null {
  const number = Number(header(value) ?? Number.NaN);
  return Number.isInteger(number) && number >= 0 ? number : null;
}
