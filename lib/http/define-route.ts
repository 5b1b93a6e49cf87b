import { z } from "zod";
import type { Actor, Permission } from "@/lib/auth/actor";
import { isAllowed } from "@/lib/auth/permissions";
import { currentActor } from "@/lib/auth/session";
import { PROBLEM_CONTENT_TYPE, type Problem } from "@/lib/http/problem";
import { isDatabaseUnavailable } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { AppError, notFound, problemTable } from "@/lib/platform/errors";
import { describeError, logger } from "@/lib/platform/logger";
import { signInBefore } from "@/lib/platform/paths";

const MAX_BODY_BYTES = 256 * 1024;

interface RouteDefinition<Params, Query, Body> {
  /** Who may call; `public` routes authenticate in their own way or not at all, and say so here. */
  permission: Permission | "public";
  /** The page that belongs to a route which a person's browser is sent to: without a session they are asked to sign in and led there. */
  page?: string;
  params?: z.core.$ZodType<Params>;
  query?: z.core.$ZodType<Query>;
  body?: z.core.$ZodType<Body>;
  /** What a success answers, for the API's own description; absent where there is no JSON body. */
  answer?: z.core.$ZodType;
  /** What the audit log records of a call, or why it records nothing. */
  audit: string;
  handler(call: RouteCall<Params, Query, Body>): Promise<Response>;
}

interface RouteCall<Params, Query, Body> {
  actor: Actor;
  params: Params;
  query: Query;
  body: Body;
  request: Request;
}

type NextHandler = (request: Request, context: { params: Promise<Record<string, string | string[] | undefined>> }) => Promise<Response>;

/**
 * The one door in. In this order: refuses a change from another origin, authenticates, checks the permission, and only
 * then parses path, query and body; then runs the handler. Every failure leaves as problem+json (RFC 9457), with
 * words for a person and without any value that was sent; what is unexpected is logged without personal data.
 */
export function defineRoute<Params = undefined, Query = undefined, Body = undefined>(
  route: RouteDefinition<Params, Query, Body>,
): NextHandler & { readonly route: RouteDefinition<Params, Query, Body> } {
  const handle: NextHandler = async (request, context) => {
    try {
      refuseOtherOrigin(request, route.permission !== "public");
      const actor = route.permission === "public" ? anonymous : await permitted(route.permission);
      const params = route.params ? parsePath(route.params, await context.params) : (undefined as Params);
      const query = route.query ? parse(route.query, Object.fromEntries(new URL(request.url).searchParams), "query") : (undefined as Query);
      const body = route.body ? parse(route.body, await readJson(request), "body") : (undefined as Body);
      return await route.handler({ actor, params, query, body, request });
    } catch (error) {
      const isSignedOut = error instanceof AppError && error.code === "unauthenticated";
      if (isSignedOut && route.page !== undefined && request.headers.get("accept")?.includes("text/html")) return signInFirst(route.page);
      return problemResponse(error, request);
    }
  };
  return Object.assign(handle, { route });
}

function signInFirst(page: string): Response {
  const location = `${env().APP_URL}${signInBefore(page)}`;
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" } });
}

// Public handlers never look at it; a permission other than "public" always replaces it.
const anonymous = Object.freeze({}) as Actor;

async function permitted(permission: Permission): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) throw new AppError("unauthenticated", "Sign in to continue.");
  if (!isAllowed(actor.role, permission)) throw new AppError("forbidden", "Only an admin can do this. Ask an admin of your organization.");
  return actor;
}

/**
 * Refuses a state-changing call that a browser sends from another site. Browsers set `Origin` on all of those and pages
 * cannot forge it; programs without a browser's cookies send none. A form on a page with `Referrer-Policy: no-referrer`
 * sends `null` (Fetch standard, "append a request Origin header"): it is ours where the browser says that it came from
 * here and, on a route that looks at no cookie, where an older browser does not say.
 */
export function refuseOtherOrigin(request: Request, looksAtCookies = true): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  const ours =
    origin === null ||
    origin === new URL(env().APP_URL).origin ||
    isOwnHost(origin, request.headers.get("host")) ||
    (origin === "null" && (site === "same-origin" || (site === null && !looksAtCookies)));
  if (!ours || site === "cross-site") throw new AppError("cross_origin", "Request blocked (cross-site). Nothing was changed.");
}

function isOwnHost(origin: string, host: string | null): boolean {
  return host !== null && URL.canParse(origin) && new URL(origin).host === host;
}

function parsePath<Value>(schema: z.core.$ZodType<Value>, raw: unknown): Value {
  const parsed = z.safeParse(schema, raw);
  // An id that cannot exist is answered like one that does not, so that shapes reveal nothing.
  if (!parsed.success) throw notFound("page");
  return parsed.data;
}

function parse<Value>(schema: z.core.$ZodType<Value>, raw: unknown, where: "query" | "body"): Value {
  const parsed = z.safeParse(schema, raw);
  if (parsed.success) return parsed.data;
  const invalidParams = parsed.error.issues.slice(0, 50).map((issue) => ({
    name: issue.path.join(".").slice(0, 200) || where,
    reason: reasonOf(issue),
  }));
  throw new AppError("invalid_fields", "Some fields are not valid. Nothing was changed.", { invalidParams });
}

function reasonOf(issue: z.core.$ZodIssue): string {
  // Zod's own text of an unknown enum value or key may repeat what was sent; these kinds are told in fixed words.
  if (issue.code === "unrecognized_keys") return "There is no such field.";
  return issue.message;
}

async function readJson(request: Request): Promise<unknown> {
  const malformed = new AppError("malformed_json", "The body is not valid JSON. Nothing was changed.");
  if (!request.body) throw malformed;
  const bytes = await readBytes(request, MAX_BODY_BYTES);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw malformed;
  }
}

/** The body as it was sent; throws `payload_too_large` as soon as it is longer than allowed. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = new AppError("payload_too_large", `The body is too large: at most ${limit / 1024} KiB.`, {
    params: { kibibytes: limit / 1024 },
  });
  if (Number(request.headers.get("content-length")) > limit) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Any error as a problem+json answer. What nobody foresaw becomes `internal_error` and is logged by name and place. */
export function problemResponse(error: unknown, request?: Request): Response {
  const known = error instanceof AppError ? error : unforeseen(error, request);
  const { status, title } = problemTable[known.code];
  const { invalidParams, retryAfterSeconds, current } = known.extras;
  const params = { ...known.extras.params, ...(retryAfterSeconds === undefined ? {} : { seconds: wholeSeconds(retryAfterSeconds) }) };
  const problem: Problem = {
    type: `urn:emptrust:problem:${known.code}`,
    title,
    status,
    code: known.code,
    detail: known.message,
    ...(Object.keys(params).length > 0 ? { params } : {}),
    ...(invalidParams ? { invalid_params: invalidParams } : {}),
    ...(current === undefined ? {} : { current }),
  };
  const headers: Record<string, string> = { "content-type": PROBLEM_CONTENT_TYPE, "cache-control": "no-store" };
  if (retryAfterSeconds !== undefined) headers["retry-after"] = String(wholeSeconds(retryAfterSeconds));
  return new Response(JSON.stringify(problem), { status, headers });
}

function wholeSeconds(seconds: number): number {
  return Math.max(1, Math.ceil(seconds));
}

function unforeseen(error: unknown, request?: Request): AppError {
  const path = request ? new URL(request.url).pathname.replace(/\/onboarding\/[^/]+/, "/onboarding/…") : undefined;
  logger().error({ path, method: request?.method, error: describeError(error) }, "request failed");
  if (isDatabaseUnavailable(error)) {
    return new AppError("service_unavailable", "Service temporarily unavailable. Nothing was lost; try again in a moment.", {
      retryAfterSeconds: 5,
    });
  }
  return new AppError("internal_error", "Something went wrong on our side. Nothing was changed; try again in a moment.");
}

/** A JSON answer that no cache keeps. */
export function jsonResponse(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", "cache-control": "no-store" } });
}

/** An answer without a body. */
export function emptyResponse(): Response {
  return new Response(null, { status: 204 });
}

/** Path parameters of routes with one id. */
export function idParams<Name extends string>(name: Name) {
  return z.object({ [name]: z.uuid() } as Record<Name, z.ZodUUID>);
}
