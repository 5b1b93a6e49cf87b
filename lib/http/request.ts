import { z } from "zod";
import { QUERY_HEADER } from "@/lib/http/headers";
import * as m from "@/lib/messages/generated/problems";
import { furtherNames, takesSeveral } from "@/lib/platform/columns";
import { env } from "@/lib/platform/env";
import { AppError, notFound } from "@/lib/platform/errors";
import type { InvalidParam } from "@/lib/platform/problem-codes";

/**
 * Refuses a state-changing call that a browser sends from another site. Browsers set `Origin` on all of those and pages
 * cannot forge it; programs without a browser's cookies send none. A form on a page with `Referrer-Policy: no-referrer`
 * sends `null` (Fetch standard, "append a request Origin header"): it is ours where the browser says that it came from
 * here and, on a route that looks at no cookie, where an older browser does not say.
 */
export function refuseOtherOrigin(request: Request, looksAtCookies: boolean): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  const ours =
    origin === null ||
    origin === new URL(env().APP_URL).origin ||
    isOwnHost(origin, request.headers.get("host")) ||
    (origin === "null" && (site === "same-origin" || (site === null && !looksAtCookies)));
  if (!ours || site === "cross-site") throw new AppError("cross_origin", m.crossOrigin());
}

/**
 * Refuses a GET that begins something when another site's page leads a browser to it: by `Sec-Fetch-Site`, which pages cannot forge (Fetch
 * Metadata), or, where a browser does not say, by the page that it names. A typed address and a program's call name no site.
 */
export function refuseOtherSite(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  const referrer = request.headers.get("referer");
  const ours = site === null ? referrer === null || isOwnPage(referrer, request) : site === "same-origin" || site === "none";
  if (!ours) throw new AppError("cross_origin", m.crossOrigin());
}

function isOwnPage(address: string, request: Request): boolean {
  if (!URL.canParse(address)) return false;
  const { origin } = new URL(address);
  return origin === new URL(env().APP_URL).origin || isOwnHost(origin, request.headers.get("host"));
}

function isOwnHost(origin: string, host: string | null): boolean {
  return host !== null && URL.canParse(origin) && new URL(origin).host === host;
}

/**
 * Returns the query of a request by name, with what its header carries apart from the address. Of a name that is repeated, it has all values
 * where the schema takes several, and the last one where it does not.
 */
export function queryOf(request: Request, schema?: z.core.$ZodType): Record<string, string | string[]> {
  const apart = new URLSearchParams(request.headers.get(QUERY_HEADER) ?? "");
  const sent = [...new URL(request.url).searchParams, ...apart];
  const { shape, catchall }: { shape: Record<string, z.core.$ZodType>; catchall?: z.core.$ZodType } =
    schema instanceof z.core.$ZodObject ? schema._zod.def : { shape: {} };
  const further = catchall ? furtherNames(catchall) : null;
  const query = new Map<string, string | string[]>();
  for (const [name, value] of sent) {
    // What an object says of further names is not meant for a name that no schema knows, which is passed over.
    if (further && !Object.hasOwn(shape, name) && !further.isMeant(name)) continue;
    const part = Object.hasOwn(shape, name) ? shape[name] : catchall;
    const before = part && takesSeveral(part) ? query.get(name) : undefined;
    query.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(query);
}

/** Returns the path's parameters as their schema has them; throws `not_found`, so that the shape of an id reveals nothing. */
export function parsePath<Value>(schema: z.core.$ZodType<Value>, raw: unknown): Value {
  const parsed = z.safeParse(schema, raw);
  if (!parsed.success) throw notFound("page");
  return parsed.data;
}

/** Returns what was sent as its schema has it; throws `invalid_fields`, which names the fields and quotes no value. */
export function parseSent<Value>(schema: z.core.$ZodType<Value>, raw: unknown, where: "query" | "body"): Value {
  const parsed = z.safeParse(schema, raw);
  if (parsed.success) return parsed.data;
  throw invalid(
    parsed.error.issues.slice(0, 50).map((issue) => ({ name: issue.path.join(".").slice(0, 200) || where, reason: reasonOf(issue) })),
  );
}

function reasonOf(issue: z.core.$ZodIssue): string {
  // Zod's own text names the unknown keys, which are what was sent.
  return issue.code === "unrecognized_keys" ? m.unknownField() : issue.message;
}

function invalid(invalidParams: InvalidParam[]): AppError {
  return new AppError("invalid_fields", m.invalidFields(), { invalidParams });
}

/** Refuses text that PostgreSQL cannot store: NUL, and half of a surrogate pair. Looks into objects and lists, their keys included. */
export function refuseUnstorable(raw: unknown, where: "path" | "query" | "body"): void {
  // A list instead of recursion: nesting as deep as a body is long would overflow the stack.
  const open: { name: string; value: unknown }[] = [{ name: "", value: raw }];
  for (let one = open.pop(); one; one = open.pop()) {
    const { name, value } = one;
    if (typeof value === "string" && isUnstorable(value)) {
      throw invalid([{ name: name.slice(0, 200) || where, reason: m.forbiddenCharacter() }]);
    }
    if (typeof value !== "object" || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (isUnstorable(key)) open.push({ name, value: key });
      open.push({ name: name.length > 200 ? name : [name, key].filter((part) => part !== "").join("."), value: inner });
    }
  }
}

function isUnstorable(text: string): boolean {
  return text.includes("\0") || !text.isWellFormed();
}

/** Returns the path of a request decoded; throws `invalid_fields` where its percent-encoding cannot be read. */
export function decodedPath(request: Request): string {
  try {
    return decodeURIComponent(new URL(request.url).pathname);
  } catch {
    throw invalid([{ name: "path", reason: m.unreadablePath() }]);
  }
}

/**
 * Returns the body as it was sent; throws `payload_too_large` as soon as it is longer than allowed, and `invalid_fields` when its sender
 * ends before it does, which anyone can and is no failure of ours.
 */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const kibibytes = limit / 1024;
  const tooLarge = new AppError("payload_too_large", m.payloadTooLarge({ kibibytes }), { params: { kibibytes } });
  if (Number(request.headers.get("content-length")) > limit) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of sentChunks(request)) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* sentChunks(request: Request): AsyncGenerator<Uint8Array> {
  try {
    yield* (request.body ?? []) as AsyncIterable<Uint8Array>;
  } catch {
    throw invalid([{ name: "body", reason: m.endedTooEarly() }]);
  }
}
