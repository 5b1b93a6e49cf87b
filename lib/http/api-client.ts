import type * as z from "zod/mini";
import { ORGANIZATION_HEADER, PERSON_HEADER, QUERY_HEADER, UNATTENDED_HEADER } from "@/lib/http/headers";
import type { Problem } from "@/lib/http/problem";
import * as m from "@/lib/messages/generated/api-client";
import { splitQuery } from "@/lib/platform/paths/address";
import { accountPage, signInBefore } from "@/lib/platform/paths/pages";

/** A response of the portal that is not a success, with everything the screen needs to explain it. */
export class ApiError extends Error {
  readonly problem: Problem;
  /** Seconds the server asked to wait before trying again, from `Retry-After`; null when it did not say. */
  readonly retryAfterSeconds: number | null;

  constructor(problem: Problem, retryAfterSeconds: number | null = null) {
    super(problem.detail);
    this.name = "ApiError";
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Returns the record as it is now where an error is a version conflict that carries it; null for every other error. */
export async function conflictingVersion<Row>(error: unknown, schema: Schema<Row>): Promise<Row | null> {
  if (!(error instanceof ApiError) || error.problem.code !== "version_conflict") return null;
  return (await checked(schema, error.problem.current))?.read ?? null;
}

/** Returns the problem of a call that never reached the portal, or got no answer. */
export function unreachable(detail = navigator.onLine === false ? m.offline() : m.unreachable()): Problem {
  return { type: "about:blank", title: m.unreachableTitle(), status: 0, code: "service_unavailable", detail };
}

function unreadable(): Problem {
  return { type: "about:blank", title: m.unreadableTitle(), status: 502, code: "service_unavailable", detail: m.unreadable() };
}

interface Call {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Parameters of the query that an address must not hold, because they may name a person. */
  apart?: URLSearchParams | undefined;
  /** Sent as JSON, or a file as it is. */
  body?: unknown;
  signal?: AbortSignal | undefined;
  /** The version of the answer that is here already. */
  known?: string | undefined;
  /** Asks of the session as it is, whomever and whichever organization the page was made for, and has no one prove anything. */
  anyone?: boolean;
}

/** The schema of a body; or what loads it when there is one to check, for pages that come with their data. */
export type Schema<Value> = z.core.$ZodType<Value> | (() => Promise<z.core.$ZodType<Value>>);

/**
 * Returns how a module's schema is named for a call (`response: schemas("newHireSchema")`): the module arrives with the first answer that it
 * checks, so that no page waits for it.
 */
export function lateSchemas<Schemas extends object>(load: () => Promise<Schemas>) {
  return <Name extends keyof Schemas>(name: Name) =>
    async (): Promise<Schemas[Name]> =>
      (await load())[name];
}

interface CallOptions<Value> extends Call {
  /** Absent where a response has no body (204). */
  response?: Schema<Value>;
}

/** For whom the page was made, and in which organization; in another tab someone else may have signed in since. */
function shownFor(): Record<string, string> {
  const { organization, person } = document.querySelector<HTMLElement>("[data-organization]")?.dataset ?? {};
  return {
    ...(organization === undefined ? {} : { [ORGANIZATION_HEADER]: organization }),
    ...(person === undefined ? {} : { [PERSON_HEADER]: person }),
  };
}

/** After so long a change that gets no answer can be sent again. */
const PATIENCE_MS = 120_000;

const UNATTENDED_MS = 60_000;
let touchedAt = performance.now();
if (typeof window !== "undefined") {
  const touch = () => {
    touchedAt = performance.now();
  };
  for (const event of ["pointerdown", "keydown", "wheel", "touchstart"])
    window.addEventListener(event, touch, { capture: true, passive: true });
}

/** A page that asks for news of its own must not keep the session of someone who left. */
function attendance(): Record<string, string> {
  return performance.now() - touchedAt > UNATTENDED_MS ? { [UNATTENDED_HEADER]: "1" } : {};
}

/**
 * The browser's only door out: calls one of the portal's own routes and parses what comes back.
 *
 * Guarantees a value of the schema's type, or throws an `ApiError` whose `problem` can be shown as it is,
 * also when the network is away or the response is no JSON. What needs a recent proof of who one is asks for it, and goes on. An ended session
 * leads to the sign-in page and back, because no screen can do anything useful without one; where something on the page would be lost by that,
 * a change has the person sign in on the page and goes on, and a read fails and leaves them in peace.
 */
export async function callApi<Value = void>(path: string, { response: schema, ...call }: CallOptions<Value> = {}): Promise<Value> {
  const response = await answered(path, call);
  if (!schema) return undefined as Value;
  return parsed(response, schema);
}

async function parsed<Value>(response: Response, schema: Schema<Value>): Promise<Value> {
  const value = await checked(schema, jsonOf(response));
  if (value === null) throw new ApiError(unreadable());
  return value.read;
}

/** Returns what a schema reads of a value, or of what it resolves to; null where that is not valid. The schema arrives beside it. */
async function checked<Value>(schema: Schema<Value>, given: unknown): Promise<{ read: Value } | null> {
  const [{ read }, shape, value] = await Promise.all([checks(), arrived(typeof schema === "function" ? schema() : schema), given]);
  return read(shape, value);
}

/** What checks answers comes when the first one does: a page that came with its data asks for none. */
function checks() {
  return arrived(import("@/lib/http/problem"));
}

/** Resolves to a part of the program; one that does not arrive is like an answer that does not, an `ApiError`. */
export function arrived<Part>(part: Part | Promise<Part>): Promise<Part> {
  return Promise.resolve(part).catch(() => {
    throw new ApiError(unreachable());
  });
}

/**
 * Returns what a route answers with its version, or null where that is the version that is `known`: then nothing but this was sent. Through the
 * same door, for routes that give their answers a version (`okUnlessKnown`).
 */
export async function callForNews<Value>(
  path: string,
  { response: schema, ...call }: Call & { response: Schema<Value> },
): Promise<{ value: Value; version: string | undefined } | null> {
  const response = await answered(path, call);
  if (response.status === 304) return null;
  return { value: await parsed(response, schema), version: response.headers.get("etag") ?? undefined };
}

/** Returns a file from one of the portal's own routes, and the name that the answer gives it; through the same door. */
export async function callForFile(path: string, call: Call = {}): Promise<{ content: Blob; name: string }> {
  const response = await answered(path, call);
  const [, name = ""] = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "") ?? [];
  const content = await response.blob().catch(() => {
    throw new ApiError(unreachable());
  });
  return { content, name };
}

/** Returns how a route is asked with parameters, without what is not set. Those named by `apart` may name a person: no address holds them. */
export function asking<Params extends object>(route: string, params: Params, apart: readonly (keyof Params & string)[]) {
  const query = splitQuery(params, apart);
  return { path: `${route}?${query.open}`, apart: query.apart };
}

/** What a person proves: who they are once more, or, the session having ended, who they are at all. */
export type Proof = "again" | "anew";

interface Identity {
  /** Asks the person to prove who they are; resolves to whether they did. */
  prove: (what: Proof) => Promise<boolean>;
  /** Returns whether something on the page would be lost if it were left. */
  holdsPage: () => boolean;
}

let identity: Identity | undefined;

/** Says how a person is asked to prove who they are when a call needs it, which is then repeated; undefined takes it back. */
export function onReauthentication(how: Identity | undefined): void {
  identity = how;
}

async function answered(path: string, call: Call): Promise<Response> {
  try {
    return await send(path, call);
  } catch (error) {
    if (call.anyone) throw error;
    const code = error instanceof ApiError ? error.problem.code : undefined;
    if (code === "reauthentication_required" && (await identity?.prove("again"))) return send(path, call);
    if (code !== "unauthenticated") throw error;
    const { pathname, search, hash } = window.location;
    // What the page was searched for stands in its fragment, which comes along and reaches no server.
    if (!identity?.holdsPage()) window.location.assign(`${signInBefore(`${pathname}${search}`)}${hash}`);
    else if ((call.method ?? "GET") !== "GET" && (await identity.prove("anew"))) return send(path, call);
    throw error;
  }
}

/** Returns the answer to a call that succeeded. */
async function send(path: string, { method = "GET", apart, body, signal: given, known, anyone = false }: Call): Promise<Response> {
  const signal = given ?? (method === "GET" ? null : AbortSignal.timeout(PATIENCE_MS));
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: {
        ...(body === undefined ? {} : { "content-type": body instanceof Blob ? body.type : "application/json" }),
        ...(known === undefined ? {} : { "if-none-match": known }),
        ...(apart?.size ? { [QUERY_HEADER]: apart.toString() } : {}),
        ...(anyone ? {} : shownFor()),
        ...attendance(),
      },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (given?.aborted) throw cause;
    throw new ApiError(unreachable(signal?.aborted ? m.noAnswer() : undefined));
  }
  if (response.ok || response.status === 304) return response;

  const problem = await problemOf(response);
  // The organization began to require it, and nothing else is open until it is there.
  if (problem?.code === "second_factor_setup_required" && window.location.pathname !== accountPage) {
    window.location.assign(accountPage);
  }
  throw new ApiError(problem ?? unreadable(), waitOf(response));
}

/** Returns the problem that an answer tells; null where it tells none. */
export async function problemOf(response: Response): Promise<Problem | null> {
  const [{ readProblem }, body] = await Promise.all([checks(), jsonOf(response)]);
  return readProblem(body);
}

/** Returns the seconds that an answer asks to wait; null where it does not. */
export function waitOf(response: Response): number | null {
  const wait = Number(response.headers.get("retry-after"));
  return Number.isFinite(wait) && wait > 0 ? wait : null;
}

function jsonOf(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined);
}
