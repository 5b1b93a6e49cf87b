import type { Declaration } from "@/lib/http/declaration";
import { observed } from "@/lib/http/observe";
import { problemResponse } from "@/lib/http/problem-response";
import { decodedPath, queryOf, readBytes, refuseOtherOrigin, refuseUnstorable } from "@/lib/http/request";

const BODY_LIMIT = 64 * 1024;

interface LibraryRoute<Context> {
  /** What the library's doors are, for the API's description: path → verb → declaration. */
  doors: Readonly<Record<string, Readonly<Record<string, Declaration>>>>;
  /** Runs before the library, on a copy of the request; throws to refuse it. */
  before(request: Request): Promise<void>;
  handler(request: Request, context: Context): Promise<Response>;
}

/**
 * Returns a route that a library answers itself, such as next-auth's, behind the same checks of origin and of what was sent as
 * every other one.
 */
export function libraryRoute<Context>({ doors, before, handler }: LibraryRoute<Context>) {
  const handle = async (request: Request, context: Context): Promise<Response> => {
    try {
      refuseOtherOrigin(request, true);
      refuseUnstorable(decodedPath(request), "path");
      refuseUnstorable(queryOf(request), "query");
      if (request.body) refuseUnstorable(await sentText(request.clone()), "body");
      await before(request.clone());
      return await handler(request, context);
    } catch (error) {
      return problemResponse(error, request);
    }
  };
  const operationOf = ({ url, method }: Request) => doors[new URL(url).pathname]?.[method]?.operationId ?? "other";
  return Object.assign(observed(operationOf, handle), { doors });
}

/** Returns what a form or JSON says, decoded; bytes that are neither are the library's to refuse. */
async function sentText(request: Request): Promise<unknown> {
  const text = new TextDecoder().decode(await readBytes(request, BODY_LIMIT));
  if (!request.headers.get("content-type")?.includes("application/json")) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
