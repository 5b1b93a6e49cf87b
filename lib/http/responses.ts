import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { after } from "next/server";
import { z } from "zod";
import type { FileContent } from "@/lib/http/download";
import { describeError, logger } from "@/lib/platform/logger";

interface DescribedStatus {
  description: string;
  /** Media type → its schema; null for a file. Absent without a body. */
  content?: Readonly<Record<string, z.core.$ZodType | null>>;
  headers?: Readonly<Record<string, string>>;
}

/** A kind of answer: the value that the handler returns, how it is written, and how the API's description shows it. */
export interface ResponseKind<Value> {
  /** `known`: the entity tag of the answer that the caller has, where it named one. */
  write(value: Value, known?: string | null): Response;
  /** Throws where the value does not fit the schema, or carries more than it; asked outside production. */
  verify(value: Value): void;
  readonly statuses: Readonly<Record<number, DescribedStatus>>;
}

type Json<Schema extends z.core.$ZodType> = ResponseKind<z.core.input<Schema>>;

/** Returns 200 with JSON. The handler returns the schema's input: what the client, who parses it with the same schema, is sent. */
export function ok<Schema extends z.core.$ZodType>(schema: Schema): Json<Schema> {
  return json(200, "OK", schema);
}

/** Returns 200 with JSON and its entity tag; 304 without a body to a caller who names that tag in `If-None-Match` (RFC 9110). */
export function okUnlessKnown<Schema extends z.core.$ZodType>(schema: Schema): Json<Schema> {
  const statuses: Json<Schema>["statuses"] = {
    200: {
      description: "OK",
      content: { "application/json": schema },
      headers: { etag: "Identifies what was answered, for `If-None-Match`" },
    },
    304: { description: "Not changed since the answer with the tag that `If-None-Match` names" },
  };
  return {
    statuses,
    verify: (value) => verifyJson(schema, value),
    write(value, known) {
      const body = JSON.stringify(value);
      const headers = { etag: entityTag(body), "cache-control": "no-store" };
      if (known === headers.etag) return new Response(null, { status: 304, headers });
      return new Response(body, { headers: { "content-type": "application/json", ...headers } });
    },
  };
}

/** Returns the entity tag of a body, a hash of it. */
export function entityTag(body: string): string {
  return `"${createHash("sha256").update(body).digest("base64url")}"`;
}

/** Returns 201 with JSON: what was made. */
export function created<Schema extends z.core.$ZodType>(schema: Schema): Json<Schema> {
  return json(201, "Created", schema);
}

/** Returns 202 with JSON: what was started. */
export function accepted<Schema extends z.core.$ZodType>(schema: Schema): Json<Schema> {
  return json(202, "Accepted", schema);
}

function json<Schema extends z.core.$ZodType>(status: number, description: string, schema: Schema): Json<Schema> {
  return {
    statuses: { [status]: { description, content: { "application/json": schema } } },
    verify: (value) => verifyJson(schema, value),
    write: (value) => jsonResponse(value, status),
  };
}

/** Returns 200 or 503 with JSON, for a question whose answer is itself whether the service is there. */
export function okOrUnavailable<Up extends z.core.$ZodType, Down extends z.core.$ZodType>(
  up: Up,
  down: Down,
): ResponseKind<{ status: 200; body: z.core.input<Up> } | { status: 503; body: z.core.input<Down> }> {
  return {
    statuses: {
      200: { description: "OK", content: { "application/json": up } },
      503: { description: "Not available", content: { "application/json": down } },
    },
    verify: ({ status, body }) => verifyJson(status === 200 ? up : down, body),
    write: ({ status, body }) => jsonResponse(body, status),
  };
}

/** Returns 204 without a body. */
export function noContent(): ResponseKind<void> {
  return empty(204, "Done");
}

/** Returns 202 without a body: nothing is told of what was started. */
export function acceptedWithoutBody(): ResponseKind<void> {
  return empty(202, "Accepted");
}

function empty(status: number, description: string): ResponseKind<void> {
  return { statuses: { [status]: { description } }, verify() {}, write: () => new Response(null, { status }) };
}

/** Returns 303 to the absolute address that the handler returns; the browser follows it with GET. */
export function seeOther(): ResponseKind<string> {
  return {
    statuses: { 303: { description: "See other", headers: { location: "Where to go on" } } },
    verify(address) {
      if (!URL.canParse(address)) throw new UndeclaredResponse("the address of a redirect is not absolute");
    },
    write: redirectTo,
  };
}

/** Returns 200 with a file to download, of one of these media types, that is read while it is sent. */
export function file(...mediaTypes: readonly [string, ...string[]]): ResponseKind<FileContent> {
  return {
    statuses: { 200: { description: "The file", content: Object.fromEntries(mediaTypes.map((one) => [one, null])) } },
    verify({ mediaType }) {
      if (!mediaTypes.some((one) => mediaType.startsWith(one))) throw new UndeclaredResponse("a file of another media type");
    },
    write: ({ body, mediaType, fileName }) =>
      new Response(withoutReasons(body), {
        headers: { "content-type": mediaType, "content-disposition": `attachment; filename="${fileName}"`, "cache-control": "no-store" },
      }),
  };
}

/** Next.js prints why a body failed, and a database's reason quotes rows. The log gets its name and place instead, and the file is cut off. */
function withoutReasons(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        logger().error({ error: describeError(error) }, "a file could not be sent to its end");
        throw new Error("a file ended before it was whole");
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** Returns 200 with a PNG, which this browser may keep for an hour. */
export function image(): ResponseKind<Uint8Array<ArrayBuffer>> {
  return {
    statuses: { 200: { description: "The picture", content: { "image/png": null } } },
    verify() {},
    write: (png) => new Response(png, { headers: { "content-type": "image/png", "cache-control": "private, max-age=3600" } }),
  };
}

/** Returns 200 with text of a media type. */
export function text(mediaType: string): ResponseKind<string> {
  return {
    statuses: { 200: { description: "OK", content: { [mediaType]: z.string() } } },
    verify() {},
    write: (value) => new Response(value, { headers: { "content-type": mediaType, "cache-control": "no-store" } }),
  };
}

/** A handler answered something else than its route declares; only tests and development meet it. */
export class UndeclaredResponse extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UndeclaredResponse";
  }
}

function verifyJson(schema: z.core.$ZodType, value: unknown): void {
  const sent: unknown = JSON.parse(JSON.stringify(value));
  const parsed = z.safeParse(schema, sent);
  const issue = parsed.error?.issues[0];
  if (issue) throw new UndeclaredResponse(`the answer does not fit its schema at ${issue.path.join(".")}: ${issue.code}`);
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(parsed.data)), sent)) {
    throw new UndeclaredResponse("the answer carries more than its schema declares");
  }
}

function jsonResponse(body: unknown, status: number): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", "cache-control": "no-store" } });
}

/** Returns a 303 that no cache keeps and whose address no other site is told. */
export function redirectTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" } });
}

/** Has something done after the answer, whose time then tells nothing about it. `what` says in the log what is missing when it fails. */
export function afterAnswer(what: string, work: () => Promise<void>): void {
  after(() => work().catch((error: unknown) => logger().error({ error: describeError(error) }, what)));
}
