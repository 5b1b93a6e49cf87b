import { PROBLEM_CONTENT_TYPE } from "@/lib/http/headers";
import type { Problem } from "@/lib/http/problem";
import { logRefusal } from "@/lib/http/refusals";
import * as m from "@/lib/messages/generated/problems";
import { databaseTrouble } from "@/lib/platform/database/errors";
import { AppError, problemStatus } from "@/lib/platform/errors";
import { describeError, logger } from "@/lib/platform/logger";
import { recurringFault } from "@/lib/platform/telemetry/faults";

const QUIET_SECONDS = 60;

/**
 * Returns any error as a problem+json answer. An unexpected error becomes `internal_error` and is logged by name and place; a database
 * that cannot work now is logged when that begins and when it is over.
 */
export function problemResponse(error: unknown, request: Request): Response {
  const known = error instanceof AppError ? error : unforeseen(error, request);
  const status = problemStatus[known.code];
  logRefusal(known, status, request);
  const { invalidParams, retryAfterSeconds, current } = known.extras;
  const seconds = retryAfterSeconds === undefined ? undefined : Math.max(1, Math.ceil(retryAfterSeconds));
  const params = { ...known.extras.params, ...(seconds === undefined ? {} : { seconds }) };
  const problem: Problem = {
    type: `urn:emptrust:problem:${known.code}`,
    title: m.title({ code: known.code }),
    status,
    code: known.code,
    detail: known.message,
    ...(Object.keys(params).length > 0 ? { params } : {}),
    ...(invalidParams ? { invalid_params: invalidParams } : {}),
    ...(current === undefined ? {} : { current }),
  };
  const headers: Record<string, string> = { "content-type": PROBLEM_CONTENT_TYPE, "cache-control": "no-store" };
  if (seconds !== undefined) headers["retry-after"] = String(seconds);
  return new Response(JSON.stringify(problem), { status, headers });
}

function unforeseen(error: unknown, request: Request): AppError {
  // A link's secret is part of its path and must not reach the log.
  const path = new URL(request.url).pathname.replace(/\/onboarding\/[^/]+/, "/onboarding/…");
  const where = { path, method: request.method };
  const trouble = databaseTrouble(error);
  if (trouble) {
    recurringFault("requests cannot use the database", { level: "error", quietSeconds: QUIET_SECONDS }).failed(error, where);
    return new AppError("service_unavailable", m.databaseUnavailable({ trouble }), {
      params: { service: "database", trouble },
      retryAfterSeconds: 5,
    });
  }
  logger().error({ ...where, error: describeError(error) }, "request failed");
  return new AppError("internal_error", m.internalError());
}
