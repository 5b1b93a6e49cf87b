import { createHash, timingSafeEqual } from "node:crypto";
import { callerAddress } from "@/lib/auth/caller";
import { consumeRateLimit, type Limit } from "@/lib/auth/throttle";
import * as m from "@/lib/messages/generated/problems";
import { env } from "@/lib/platform/env";
import { AppError, notFound } from "@/lib/platform/errors";
import type { ProblemCode } from "@/lib/platform/problem-codes";

/** How a public route knows its caller, and how the API's description shows it. */
export interface Access {
  check(request: Request): void | Promise<void>;
  readonly scheme: "bearer" | "basic" | "signature" | null;
  readonly problems: readonly ProblemCode[];
}

/** Anyone may call: the route reveals nothing, or the link's secret is in what is sent. */
export const anyone: Access = { check() {}, scheme: null, problems: [] };

/** The handler checks a signature over the body, because the secret for it stands in the database. */
export const signature: Access = { check() {}, scheme: "signature", problems: ["unauthenticated", "too_many_requests"] };

/**
 * Returns access for a bearer token of the operator's, compared in constant time. A door whose token is not set is closed and
 * does not exist.
 */
export function bearerToken(variable: "CRON_SECRET" | "METRICS_TOKEN"): Access {
  return {
    scheme: "bearer",
    problems: ["unauthenticated", "not_found"],
    check(request) {
      const expected = env()[variable];
      if (expected === undefined) throw notFound("page");
      const given = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
      if (!isSame(given, expected)) throw new AppError("unauthenticated", m.invalidToken());
    },
  };
}

/** Returns the same for programs that can send a user name and password only (Basic, RFC 7617). Any user name will do. */
export function password(variable: "EMAIL_WEBHOOK_SECRET"): Access {
  return {
    scheme: "basic",
    problems: ["unauthenticated", "not_found", "too_many_requests"],
    async check(request) {
      const expected = env()[variable];
      if (expected === undefined) throw notFound("page");
      const encoded = /^Basic (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
      const [, given = ""] = /^[^:]*:(.*)$/s.exec(Buffer.from(encoded, "base64").toString("utf8")) ?? [];
      if (!isSame(given, expected)) await refuseProof(variable, request.headers, m.invalidPassword());
    },
  };
}

/** Without proof, from one address at one door. Who has it is never held up by those who do not. */
const withoutProof: Limit = { name: "without-proof", points: 30, durationSeconds: 15 * 60 };

/** Refuses a call that does not prove who sent it: `unauthenticated`, and after many from one address `too_many_requests`. */
export async function refuseProof(door: string, headers: Headers, detail: string): Promise<never> {
  const wait = await consumeRateLimit(withoutProof, `${door} ${callerAddress(headers)}`);
  if (wait !== null) throw new AppError("too_many_requests", m.tooManyFailures(), { retryAfterSeconds: wait });
  throw new AppError("unauthenticated", detail);
}

function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(value: string): Buffer {
  return createHash("sha256").update(value, "utf8").digest();
}
