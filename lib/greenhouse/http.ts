import { setTimeout as sleep } from "node:timers/promises";
import { Agent } from "undici";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import { header, rateOf, waitOf } from "@/lib/greenhouse/headers";
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
  /** No connection was made, so Greenhouse did not get it. */
  neverSent: boolean;
}

interface Sending {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  body: object | null;
}
const reading: Sending = { method: "GET", body: null };

/** A run that has to wait longer fails instead; the next run resumes from there. */
const LONGEST_WAIT_MS = 90_000;
/** Of one run, so that a large import leaves the others their turn at what answers slowly. */
const REQUESTS_AT_ONCE = 16;

// Connections are made once for all runs of the process: they outlive the run, and to each Greenhouse they are the same few.
const holder = globalThis as { emptrustGreenhouseAgent?: Agent };

function agent(): Agent {
  holder.emptrustGreenhouseAgent ??= new Agent({ connect: { timeout: 10_000 }, maxResponseSize: 64 * 1024 * 1024 });
  return holder.emptrustGreenhouseAgent;
}

/**
 * Sends requests below one Harvest base address and nowhere else. Stays below the rate limit, times out, and retries 429,
 * 5xx and broken connections with exponential backoff and full jitter. Returns every other response, whatever its status.
 */
export class HarvestHttp {
  requests = 0;
  /** What the last response said of the rate limit, and when it came by Greenhouse's clock; null before the first. */
  last: { limit: number | null; remaining: number | null; respondedAt: Date | null } | null = null;
  private readonly base: URL;
  private readonly basePath: string;
  private readonly closing = new AbortController();
  private readonly signal: AbortSignal;
  private readonly rateLimiter: RateLimiter;
  private readonly options: Required<Omit<HarvestHttpOptions, "signal">> & { signal: AbortSignal | undefined };

  constructor(options: HarvestHttpOptions) {
    this.options = { attempts: 5, firstWaitMs: 500, timeoutMs: 30_000, deadlineMs: 2 * MINUTE_MS, ...options, signal: options.signal };
    this.base = new URL(options.baseUrl);
    this.basePath = this.base.pathname.replace(/\/$/, "");
    this.rateLimiter = new RateLimiter(options.assumedLimit, options.windowSeconds * 1000, { atOnce: REQUESTS_AT_ONCE });
    this.signal = options.signal ? AbortSignal.any([options.signal, this.closing.signal]) : this.closing.signal;
  }

  /** Requests a path below the base address. Throws `GreenhouseError` when all attempts failed. */
  async get(path: string): Promise<HarvestResponse> {
    return this.send(`${this.basePath}${path}`);
  }

  /**
   * Requests a link that Greenhouse sent, unchanged. Throws when it is not below the base address: a link to another host is
   * an attack or a misconfigured gateway, and the credential must not be sent there.
   */
  async follow(address: string): Promise<HarvestResponse> {
    const target = URL.canParse(address, this.base.href) ? new URL(address, this.base.href) : undefined;
    if (target?.origin !== this.base.origin || !target.pathname.startsWith(`${this.basePath}/`)) {
      throw new GreenhouseError("greenhouse_unreadable", m.nextPageElsewhere());
    }
    return this.send(`${target.pathname}${target.search}`);
  }

  /** Sends a request that may not be repeated blindly: once, and again only where Greenhouse rejected the token. */
  async sendOnce(method: "POST" | "PATCH" | "DELETE", path: string, body: object | null): Promise<HarvestResponse | Broken> {
    const { authorization } = this.options;
    for (let mayReplace = true; ; mayReplace = false) {
      const given = await authorization.header();
      const response = await this.attempt(`${this.basePath}${path}`, given, { method, body });
      const isRejected = "status" in response && response.status === 401;
      if (!(isRejected && mayReplace && (await authorization.replaceRejected(given)))) return response;
    }
  }

  /** Ends the requests under way. */
  async close(): Promise<void> {
    this.closing.abort();
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
        await sleep(Math.random() * firstWaitMs * 2 ** attempt, undefined, { signal: this.signal });
      }
    }
  }

  private async attempt(
    path: string,
    authorization: string,
    sending: Sending = reading,
  ): Promise<(HarvestResponse & { waitMs: number | null }) | Broken> {
    await this.rateLimiter.acquire(this.signal);
    this.requests++;
    return observedRequest(this.options.api, path, () => this.request(path, authorization, sending));
  }

  /** Sends a request that the rate limiter has let through. */
  private async request(
    path: string,
    authorization: string,
    { method, body }: Sending,
  ): Promise<(HarvestResponse & { waitMs: number | null }) | Broken> {
    let rate: RateHeaders = { limit: null, remaining: null, resetMs: null };
    const { timeoutMs, deadlineMs, api, windowSeconds } = this.options;
    const deadline = AbortSignal.timeout(deadlineMs);
    try {
      const response = await agent().request({
        origin: this.base.origin,
        path,
        method,
        headers: {
          authorization,
          accept: "application/json",
          "user-agent": "EMPTrust",
          ...(body ? { "content-type": "application/json" } : {}),
        },
        body: body && JSON.stringify(body),
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        signal: AbortSignal.any([this.signal, deadline]),
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
      if (received.status >= 400 || received.status === 204) return { ...received, body: undefined };
      try {
        return { ...received, body: JSON.parse(text) };
      } catch {
        // A proxy's error page or a truncated response: another attempt may succeed.
        return { broken: "unreadable", neverSent: false };
      }
    } catch (error) {
      if (this.signal.aborted) throw error;
      return { broken: failureOf(error), neverSent: isConnectFailure(error) };
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

/** Whether a connection could not even be made, so that nothing was sent. */
export function isConnectFailure(error: unknown): boolean {
  if (failureOf(error) === "tls") return true;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^(UND_ERR_CONNECT_TIMEOUT|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/.test(code);
}
