import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { callerAddress } from "@/lib/auth/caller";
import { noteOwnWrites } from "@/lib/auth/own-writes";
import { isAllowed, isOpenTo, isOwnAccount, type Permission } from "@/lib/auth/permissions";
import { currentActor, lacksSecondFactor } from "@/lib/auth/session";
import { consumeRateLimit, type Limit } from "@/lib/auth/throttle";
import type { Access } from "@/lib/http/access";
import type { BodyKind } from "@/lib/http/bodies";
import { type Declaration, isReadAfterwards, problemsOf } from "@/lib/http/declaration";
import { ORGANIZATION_HEADER, PERSON_HEADER } from "@/lib/http/headers";
import { observed } from "@/lib/http/observe";
import { problemResponse } from "@/lib/http/problem-response";
import { decodedPath, parsePath, parseSent, queryOf, refuseOtherOrigin, refuseOtherSite, refuseUnstorable } from "@/lib/http/request";
import { type ResponseKind, redirectTo, UndeclaredResponse } from "@/lib/http/responses";
import * as m from "@/lib/messages/generated/problems";
import { inOrganization, type TenantTx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { signInBefore } from "@/lib/platform/paths/pages";
import { addToLogContext } from "@/lib/platform/telemetry/log-context";

type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };

/** A handler as Next.js calls it, with its declaration for the API's description. */
export type Route = ((request: Request, context: RouteContext) => Promise<Response>) & { readonly declaration: Declaration };

interface Declared<Params, Query, Body, Value> extends Omit<Declaration, "params" | "query" | "body" | "response" | "caller"> {
  params?: z.core.$ZodType<Params>;
  query?: z.core.$ZodType<Query>;
  body?: BodyKind<Body>;
  response: ResponseKind<Value>;
}

interface Sent<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
}

interface PublicCall<Params, Query, Body> extends Sent<Params, Query, Body> {
  headers: Headers;
}

interface SessionCall<Params, Query, Body> extends Sent<Params, Query, Body> {
  actor: Actor;
  /** The caller's IP address. */
  address: string;
}

interface TenantCall<Params, Query, Body> extends SessionCall<Params, Query, Body> {
  /** A transaction in the actor's organization, committed when the handler has returned. It may run again after a deadlock. */
  tx: TenantTx;
  /** The database's time. */
  now: Date;
}

interface PublicRoute<Params, Query, Body, Value> extends Declared<Params, Query, Body, Value> {
  access: Access;
  handler(call: PublicCall<Params, Query, Body>): Promise<NoInfer<Value>>;
}

interface SignedInRoute<Params, Query, Body, Value> extends Declared<Params, Query, Body, Value> {
  permission: Permission;
  /** Only for a person who proved within the last hour who they are. */
  fresh?: true;
  /** How often one user may, where it costs much or takes much out. */
  limit?: Limit;
  /** The page that belongs to a route which a person's browser is sent to: without a session they sign in and are led there. */
  page?: string;
  /** That a GET begins something, so that no other site's page may lead a browser to it. */
  begins?: true;
}

interface SessionRoute<Params, Query, Body, Value> extends SignedInRoute<Params, Query, Body, Value> {
  handler(call: SessionCall<Params, Query, Body>): Promise<NoInfer<Value>>;
}

interface TenantRoute<Params, Query, Body, Value> extends SignedInRoute<Params, Query, Body, Value> {
  handler(call: TenantCall<Params, Query, Body>): Promise<NoInfer<Value>>;
}

/** Returns a route without a session: there is no actor, and the caller is known by the route's `access` at most. */
export function publicRoute<Value, Params = undefined, Query = undefined, Body = undefined>(
  route: PublicRoute<Params, Query, Body, Value>,
): Route {
  return door({ ...route, caller: route.access }, async (request, context) => {
    refuseOtherOrigin(request, false);
    await route.access.check(request);
    const sent = await readSent(route, request, context);
    const value = await route.handler({ ...sent, headers: request.headers });
    return verified(route.response, value);
  });
}

/** Returns a route for someone who is signed in, whose work talks to another server or opens several transactions. */
export function sessionRoute<Value, Params = undefined, Query = undefined, Body = undefined>(
  route: SessionRoute<Params, Query, Body, Value>,
): Route {
  return door({ ...route, caller: route.permission }, async (request, context) => {
    const actor = await permitted(route, request);
    const value = await route.handler({ ...(await readSent(route, request, context)), actor, address: callerAddress(request.headers) });
    return verified(route.response, value);
  });
}

/** Returns a route for someone who is signed in, whose work is one transaction in their organization. */
export function tenantRoute<Value, Params = undefined, Query = undefined, Body = undefined>(
  route: TenantRoute<Params, Query, Body, Value>,
): Route {
  return door({ ...route, caller: route.permission }, async (request, context) => {
    const actor = await permitted(route, request);
    const sent = await readSent(route, request, context);
    return inOrganization(actor.organizationId, async (tx, now) =>
      verified(route.response, await route.handler({ ...sent, tx, actor, now, address: callerAddress(request.headers) })),
    );
  });
}

/**
 * The one door in. In this order: refuses a change from another origin, authenticates, checks the permission, and only then
 * reads path, query and body; then runs the handler and writes what it returns. Every failure leaves as problem+json (RFC
 * 9457), with words for a person and without any value that was sent. Each answer is measured and carries a request id.
 */
function door<Value>(
  declaration: Declaration & { response: ResponseKind<Value>; page?: string | undefined },
  run: (request: Request, context: RouteContext) => Promise<Value>,
): Route {
  const answer = async (request: Request, context: RouteContext) => {
    try {
      return declaration.response.write(await run(request, context), request.headers.get("if-none-match"));
    } catch (error) {
      if (error instanceof AppError && error.code === "unauthenticated" && declaration.page !== undefined && isNavigation(request)) {
        return redirectTo(`${env().APP_URL}${signInBefore(declaration.page)}`);
      }
      return problemResponse(declared(declaration, error, request), request);
    }
  };
  const handle = async (request: Request, context: RouteContext) => {
    const response = await answer(request, context);
    // A call that was refused changed nothing.
    if (isReadAfterwards(declaration, request.method) && response.status !== 401 && response.status !== 403) await noteOwnWrites(response);
    return response;
  };
  return Object.assign(
    observed(() => declaration.operationId, handle),
    { declaration },
  );
}

/** Outside production, a problem that its route does not declare becomes an error of ours that a test sees. */
function declared(declaration: Declaration, error: unknown, { method }: Request): unknown {
  if (!(error instanceof AppError) || !checksResponses() || problemsOf(declaration, method).has(error.code)) return error;
  return new UndeclaredResponse(`${declaration.operationId} does not declare ${error.code}`);
}

function isNavigation(request: Request): boolean {
  return request.headers.get("accept")?.includes("text/html") ?? false;
}

async function permitted(
  { permission, fresh, begins, limit }: { permission: Permission; fresh?: true; begins?: true; limit?: Limit },
  request: Request,
): Promise<Actor> {
  refuseOtherOrigin(request, true);
  if (begins) refuseOtherSite(request);
  const actor = await currentActor();
  if (!actor) throw new AppError("unauthenticated", m.unauthenticated());
  addToLogContext({ userId: actor.userId, organizationId: actor.organizationId });
  // A page of one organization that was left open must not write into the one which another tab switched to.
  const meant = request.headers.get(ORGANIZATION_HEADER);
  if (meant !== null && meant !== actor.organizationId) throw new AppError("organization_changed", m.organizationChanged());
  // Nor must what one person typed be saved as another's, who signed in where the first one's session had ended.
  const typist = request.headers.get(PERSON_HEADER);
  if (typist !== null && typist !== actor.userId) throw new AppError("person_changed", m.personChanged());
  if (!isOwnAccount(permission) && lacksSecondFactor(actor))
    throw new AppError("second_factor_setup_required", m.secondFactorSetupRequired());
  if (!isAllowed(actor.role, permission)) throw new AppError("forbidden", m.forbidden());
  if (!isOpenTo(actor.method, permission)) throw new AppError("forbidden", m.ownProviderOnly());
  if (fresh && !actor.isFresh) throw new AppError("reauthentication_required", m.reauthenticationRequired());
  const wait = limit ? await consumeRateLimit(limit, actor.userId) : null;
  if (wait !== null) throw new AppError("too_many_requests", m.tooOften(), { retryAfterSeconds: wait });
  return actor;
}

async function readSent<Params, Query, Body>(
  route: Pick<Declared<Params, Query, Body, unknown>, "params" | "query" | "body">,
  request: Request,
  context: RouteContext,
): Promise<Sent<Params, Query, Body>> {
  const query = queryOf(request, route.query);
  refuseUnstorable(decodedPath(request), "path");
  refuseUnstorable(query, "query");
  // Also what the schema passes over.
  refuseUnstorable(queryOf(request), "query");
  return {
    params: route.params ? parsePath(route.params, await context.params) : (undefined as Params),
    query: route.query ? parseSent(route.query, query, "query") : (undefined as Query),
    body: route.body ? await route.body.read(request) : (undefined as Body),
  };
}

/** Outside production, a value that its route does not declare fails before it is committed or sent. */
function verified<Value>(response: ResponseKind<Value>, value: Value): Value {
  if (checksResponses()) response.verify(value);
  return value;
}

function checksResponses(): boolean {
  return env().CHECK_RESPONSES === "on";
}

/** Returns the schema of path parameters with one id. */
export function idParams<Name extends string>(name: Name) {
  return z.object({ [name]: z.uuid() } as Record<Name, z.ZodUUID>);
}
