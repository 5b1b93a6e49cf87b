import type { BodyKind } from "@/lib/http/bodies";
import type { Declaration } from "@/lib/http/declaration";
import { observed } from "@/lib/http/observe";
import { problemResponse } from "@/lib/http/problem-response";
import { queryOf, refuseOtherOrigin, refuseUnstorable } from "@/lib/http/request";
import * as m from "@/lib/messages/generated/problems";
import { AppError, notFound } from "@/lib/platform/errors";

/** What was sent, field by field, as it was checked. */
export type Fields = Readonly<Record<string, string | undefined>>;

/** A door as the API describes it; the fields that it takes are read here and not by the library. */
type LibraryDoor = Omit<Declaration, "body"> & { body?: BodyKind<Fields> };

interface LibraryRoute {
  /** The doors that are open: exact path → verb → declaration. Whatever else the library would serve does not exist. */
  doors: Readonly<Record<string, Readonly<Record<string, LibraryDoor>>>>;
  /** Asks the library. It is given the fields and not the body, so that it cannot read it in another way. */
  handler(request: Request, fields: Fields): Promise<Response>;
}

/**
 * Returns a route that a library answers itself, such as next-auth's, behind the same checks of origin and of what was sent as
 * every other one. What the library throws leaves as a problem, like every failure.
 */
export function libraryRoute({ doors, handler }: LibraryRoute) {
  const doorsAt = ({ url }: Request) => doors[new URL(url).pathname];
  const handle = async (request: Request): Promise<Response> => {
    try {
      refuseOtherOrigin(request, true);
      const verbs = doorsAt(request);
      if (!verbs) throw notFound("page");
      const door = verbs[request.method];
      if (!door) return otherVerb(request, Object.keys(verbs));
      refuseUnstorable(queryOf(request), "query");
      const response = await handler(request, door.body ? await door.body.read(request) : {});
      response.headers.set("cache-control", "no-store");
      return response;
    } catch (error) {
      return problemResponse(error, request);
    }
  };
  return Object.assign(
    observed((request) => doorsAt(request)?.[request.method]?.operationId ?? "other", handle),
    { doors },
  );
}

function otherVerb(request: Request, verbs: readonly string[]): Response {
  const response = problemResponse(new AppError("method_not_allowed", m.methodNotAllowed({ method: request.method })), request);
  response.headers.set("allow", verbs.join(", "));
  return response;
}
