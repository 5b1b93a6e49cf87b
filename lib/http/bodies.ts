import { z } from "zod";
import { parseSent, readBytes, refuseUnstorable } from "@/lib/http/request";
import { anyOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/problems";
import { AppError } from "@/lib/platform/errors";
import type { ProblemCode } from "@/lib/platform/problem-codes";

const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";
const KIBIBYTE = 1024;
const DEFAULT_LIMIT = 256 * KIBIBYTE;

/** How a route reads its body, and how the API's description shows it. */
export interface BodyKind<Value> {
  read(request: Request): Promise<Value>;
  /** Media type → its schema; null for bytes. */
  readonly content: Readonly<Record<string, z.core.$ZodType | null>>;
  readonly problems: readonly ProblemCode[];
}

/**
 * Returns a body of JSON that a schema parses, 256 KiB at most. Any other media type is refused, and none as well: those are what a page of
 * another site can send without asking first (Fetch standard, "CORS-safelisted request-header").
 */
export function jsonBody<Value>(schema: z.core.$ZodType<Value>): BodyKind<Value> {
  return {
    content: { [JSON_TYPE]: schema },
    problems: ["unsupported_media_type", "malformed_json", "payload_too_large", "invalid_fields"],
    async read(request) {
      typeAmong([JSON_TYPE], request);
      return parseBody(schema, parseJson(await readBytes(request, DEFAULT_LIMIT)));
    },
  };
}

/** Returns the same for a route that looks at no cookie, whatever the media type: Amazon SNS says `text/plain` (docs.aws.amazon.com/sns). */
export function programsJsonBody<Value>(schema: z.core.$ZodType<Value>, limit: number): BodyKind<Value> {
  return {
    content: { [JSON_TYPE]: schema },
    problems: ["malformed_json", "payload_too_large", "invalid_fields"],
    read: async (request) => parseBody(schema, parseJson(await readBytes(request, limit))),
  };
}

/**
 * Returns a body that a form without a script posts, or a program as JSON. A form that does not fit is null, because a page and
 * not a program explains it; JSON that does not fit is refused.
 */
export function formBody<Value>(schema: z.core.$ZodType<Value>, limit: number): BodyKind<Value | null> {
  return {
    content: { [FORM]: schema, [JSON_TYPE]: schema },
    problems: ["malformed_json", "payload_too_large", "invalid_fields"],
    async read(request) {
      const bytes = await readBytes(request, limit);
      if (request.headers.get("content-type")?.startsWith(JSON_TYPE)) return parseBody(schema, parseJson(bytes));
      const form = parseForm(bytes);
      refuseUnstorable(form, "body");
      return z.safeParse(schema, form).data ?? null;
    },
  };
}

/**
 * Returns a body of fields, from a form or from JSON that says the same. Any other media type is refused, and what does not fit as well:
 * two readers that take one body for different things would each see other fields.
 */
export function fieldsBody<Value>(schema: z.core.$ZodType<Value>, limit: number): BodyKind<Value> {
  return {
    content: { [FORM]: schema, [JSON_TYPE]: schema },
    problems: ["unsupported_media_type", "malformed_json", "payload_too_large", "invalid_fields"],
    async read(request) {
      const type = typeAmong([FORM, JSON_TYPE], request);
      const bytes = await readBytes(request, limit);
      return parseBody(schema, type === FORM ? parseForm(bytes) : parseJson(bytes));
    },
  };
}

/** Returns a body as the bytes that were sent, for a signature over them; the route reads ids from it and stores no text of it. */
export function bytesBody(mediaType: string, limit: number): BodyKind<Uint8Array<ArrayBuffer>> {
  return { content: { [mediaType]: null }, problems: ["payload_too_large"], read: (request) => readBytes(request, limit) };
}

/** Returns a body that is a picture, by its bytes; what they are is for the route to tell. Other media types a page of another site could send. */
export function imageBody(limit: number): BodyKind<Uint8Array<ArrayBuffer>> {
  const types = ["image/png", "image/svg+xml"];
  return {
    content: Object.fromEntries(types.map((type) => [type, null])),
    problems: ["unsupported_media_type", "payload_too_large"],
    read(request) {
      typeAmong(types, request);
      return readBytes(request, limit);
    },
  };
}

/** Returns the media type of a body if it is one of these, otherwise throws `unsupported_media_type`. */
function typeAmong(types: readonly string[], request: Request): string {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (types.includes(type)) return type;
  throw new AppError("unsupported_media_type", m.unsupportedMediaType({ types: anyOf([...types]) }));
}

function parseBody<Value>(schema: z.core.$ZodType<Value>, sent: unknown): Value {
  refuseUnstorable(sent, "body");
  return parseSent(schema, sent, "body");
}

function parseForm(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes)));
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new AppError("malformed_json", m.malformedJson());
  }
}
