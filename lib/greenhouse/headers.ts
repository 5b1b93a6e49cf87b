import type { RateHeaders } from "@/lib/greenhouse/rate-limit";
import { MINUTE_MS } from "@/lib/platform/calendar";

/** Tells a number of seconds from a time in epoch seconds: no wait is this long, and this is a day in September 2001. */
const EPOCH_SECONDS_FROM = 1_000_000_000;

/**
 * Returns what the rate limit headers say. In v3 `X-RateLimit-Reset` is in epoch seconds by Greenhouse's clock, so it is
 * compared with the `Date` header. Both are rounded to seconds, hence one second of margin.
 */
export function rateOf(headers: Record<string, string | string[] | undefined>): RateHeaders {
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
export function waitOf(headers: Record<string, string | string[] | undefined>, alignedMs: number | null): number | null {
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

/** Returns a header that may be repeated as one text. */
export function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(", ") : value;
}

function numberHeader(value: string | string[] | undefined): number | null {
  const number = Number(header(value) ?? Number.NaN);
  return Number.isInteger(number) && number >= 0 ? number : null;
}
