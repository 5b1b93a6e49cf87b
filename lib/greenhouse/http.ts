import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import { type RateHeaders, RateLimit } from "@/lib/greenhouse/rate-limit";
import { MINUTE_MS } from "@/lib/platform/calendar";

export interface HarvestAnswer {
  status: number;
  body: unknown;
  link: string | undefined;
  /** The `Date` header: when Greenhouse answered, by its own clock. */
  answeredAt: Date | null;
}

/** What stands in the `Authorization` header; it may change while a run lasts. */
export interface Authorization {
  /** The value for the next request. */
  header(): Promise<string>;
  /** Told that Greenhouse answered 401 to a value: whether `header` has another one now. */
  refused(header: string): Promise<boolean>;
}

/** A credential that never changes. */
export function fixedAuthorization(value: string): Authorization {
  return { header: async () => value, refused: async () => false };
}

export interface HarvestHttpOptions {
  /** Base address from the environment, without a trailing slash. */
  baseUrl: string;
  authorization: Authorization;
  /** Requests a window allows until an answer says otherwise, and the window. */
  assumedLimit: number;
  windowSeconds: number;
  /** Attempts at one request; the waits between them double from `firstWaitMs`. */
  attempts?: number;
  firstWaitMs?: number;
  timeoutMs?: number;
  signal?: AbortSignal | undefined;
}

/** A longer wait than this is not sat out inside a run: it ends with a reason, and the next one goes on. */
const LONGEST_WAIT_MS = 90_000;
const CONNECTIONS = 16;
/** No wait in seconds is this long, and no moment in epoch seconds lies before it (September 2001). */
const EPOCH_SECONDS_FROM = 1_000_000_000;

/**
 * Sends GET requests to one Harvest base address and nowhere else: paced below its rate limit, timed out, repeated with
 * backoff and full jitter on 429, 5xx and broken connections. Answers every other status to the caller.
 */
export class HarvestHttp {
  requests = 0;
  private readonly base: URL;
  private readonly pool: Pool;
  private readonly limit: RateLimit;
  private readonly options: Required<Omit<HarvestHttpOptions, "signal">> & { signal: AbortSignal | undefined };

  constructor(options: HarvestHttpOptions) {
    this.options = { attempts: 5, firstWaitMs: 500, timeoutMs: 30_000, ...options, signal: options.signal };
    this.base = new URL(options.baseUrl);
    this.limit = new RateLimit(options.assumedLimit, options.windowSeconds * 1000);
    this.pool = new Pool(this.base.origin, {
      connections: CONNECTIONS,
      connect: { timeout: 10_000 },
      headersTimeout: this.options.timeoutMs,
      bodyTimeout: this.options.timeoutMs,
      maxResponseSize: 64 * 1024 * 1024,
    });
  }

  /** Gets a path below the base address. Throws `GreenhouseError` when there is no answer worth reading. */
  async get(path: string): Promise<HarvestAnswer> {
    return this.send(`${this.base.pathname.replace(/\/$/, "")}${path}`);
  }

  /**
   * Gets an address that Greenhouse gave, as it is. It must lie below the base address: the credential goes nowhere else
   * (a link to another host is an attack or a misconfigured gateway).
   */
  async follow(address: string): Promise<HarvestAnswer> {
    const target = URL.canParse(address, this.base.href) ? new URL(address, this.base.href) : undefined;
    if (target?.origin !== this.base.origin || !target.pathname.startsWith(`${this.base.pathname.replace(/\/$/, "")}/`)) {
      throw new GreenhouseError(
        "greenhouse_unreadable",
        "Greenhouse's list goes on at another address than the configured one, which was not followed.",
      );
    }
    return this.send(`${target.pathname}${target.search}`);
  }

  /** Ends the connections. */
  close(): Promise<void> {
    return this.pool.destroy();
  }

  private async send(path: string): Promise<HarvestAnswer> {
    const { attempts, firstWaitMs, authorization } = this.options;
    let mayRenew = true;
    for (let attempt = 1; ; attempt++) {
      const header = await authorization.header();
      const answer = await this.attempt(path, header);
      if (answer !== "broken" && answer.status === 401 && mayRenew) {
        mayRenew = false;
        if (await authorization.refused(header)) continue;
      }
      if (answer !== "broken" && answer.status !== 429 && answer.status < 500) return answer;
      if (attempt >= attempts) throw exhausted(answer);
      if (answer !== "broken" && answer.status === 429) {
        const wait = answer.waitMs ?? this.options.windowSeconds * 1000;
        if (wait > LONGEST_WAIT_MS) throw exhausted(answer);
        // A little more than asked, and not all at the same moment.
        this.limit.pause(wait + Math.random() * 250);
      } else {
        await sleep(Math.random() * firstWaitMs * 2 ** attempt, undefined, {
          ...(this.options.signal ? { signal: this.options.signal } : {}),
        });
      }
    }
  }

  private async attempt(path: string, authorization: string): Promise<(HarvestAnswer & { waitMs: number | null }) | "broken"> {
    await this.limit.take(this.options.signal);
    this.requests++;
    let rate: RateHeaders = { limit: null, remaining: null, resetMs: null };
    try {
      const response = await this.pool.request({
        path,
        method: "GET",
        headers: { authorization, accept: "application/json", "user-agent": "EMPTrust" },
        ...(this.options.signal ? { signal: this.options.signal } : {}),
      });
      rate = rateOf(response.headers);
      const text = await response.body.text();
      const date = Date.parse(String(response.headers.date ?? ""));
      const answer = {
        status: response.statusCode,
        link: header(response.headers.link),
        answeredAt: Number.isNaN(date) ? null : new Date(date),
        waitMs: response.statusCode === 429 ? waitOf(response.headers) : null,
      };
      if (answer.status >= 400) return { ...answer, body: undefined };
      try {
        return { ...answer, body: JSON.parse(text) };
      } catch {
        // A page of a proxy, or an answer cut off: another attempt may bring the real one.
        return "broken";
      }
    } catch (error) {
      if (this.options.signal?.aborted) throw error;
      return "broken";
    } finally {
      this.limit.answered(rate);
    }
  }
}

/** `X-RateLimit-Reset` is in epoch seconds by Greenhouse's clock (v3), so it is held against its `Date`; both are whole seconds. */
function rateOf(headers: Record<string, string | string[] | undefined>): RateHeaders {
  const reset = numberHeader(headers["x-ratelimit-reset"]);
  const date = Date.parse(header(headers.date) ?? "");
  return {
    limit: numberHeader(headers["x-ratelimit-limit"]),
    remaining: numberHeader(headers["x-ratelimit-remaining"]),
    resetMs: reset === null || Number.isNaN(date) ? null : Math.max(0, reset * 1000 - date) + 1_000,
  };
}

function exhausted(answer: HarvestAnswer | "broken"): GreenhouseError {
  if (answer === "broken") return new GreenhouseError("greenhouse_unreachable", "Greenhouse does not answer.");
  if (answer.status === 429)
    return new GreenhouseError(
      "greenhouse_rate_limited",
      "Greenhouse asks to wait: its rate limit is used up, perhaps by another program with the same key.",
    );
  return new GreenhouseError("greenhouse_unreachable", `Greenhouse answers with an error of its own (${answer.status}).`);
}

/** `Retry-After` (seconds, or a date) and `X-RateLimit-Reset` (epoch seconds or a date): the longer of the two. */
function waitOf(headers: Record<string, string | string[] | undefined>): number | null {
  const waits: number[] = [];
  const after = header(headers["retry-after"]);
  if (after !== undefined) waits.push(untilRetry(after));
  const reset = header(headers["x-ratelimit-reset"]);
  // By our clock; taken only when it is plausible, so that a clock that is off cannot stall a run.
  const until = reset === undefined ? Number.NaN : /^\d+$/.test(reset) ? Number(reset) * 1000 - Date.now() : Date.parse(reset) - Date.now();
  if (until > 0 && until <= MINUTE_MS) waits.push(until);
  const usable = waits.filter((wait) => Number.isFinite(wait) && wait >= 0);
  return usable.length > 0 ? Math.max(...usable) : null;
}

/** Seconds, a date, or (as Greenhouse's documents of 2023 had it) epoch seconds. */
function untilRetry(after: string): number {
  if (!/^\d+$/.test(after)) return Date.parse(after) - Date.now();
  const number = Number(after);
  return number > EPOCH_SECONDS_FROM ? number * 1000 - Date.now() : number * 1000;
}

function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(", ") : value;
}

function numberHeader(value: string | string[] | undefined): number | null {
  const number = Number(header(value) ?? Number.NaN);
  return Number.isInteger(number) && number >= 0 ? number : null;
}
