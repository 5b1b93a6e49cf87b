import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { PROBLEM_CONTENT_TYPE, problemSchema } from "@/lib/http/problem";

/** What of a declared route its description is made from. */
interface Described {
  route: {
    permission: string;
    params?: z.core.$ZodType;
    query?: z.core.$ZodType;
    body?: z.core.$ZodType;
    answer?: z.core.$ZodType;
    audit: string;
  };
}

/** The HTTP API described by the schemas that its routes parse with: `paths` is path → verb → handler. */
export function describeApi(paths: Record<string, Record<string, Described>>): object {
  const described: ZodOpenApiPathsObject = {};
  for (const [path, verbs] of Object.entries(paths)) {
    described[path] = Object.fromEntries(Object.entries(verbs).map(([verb, { route }]) => [verb.toLowerCase(), operation(route)]));
  }
  return createDocument({
    openapi: "3.1.0",
    info: { title: "EMPTrust portal", version: "1" },
    components: {
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" } },
    },
    paths: described,
  });
}

function operation(route: Described["route"]): ZodOpenApiOperationObject {
  const { params, query, body, answer } = route;
  return {
    description: `For: ${route.permission}. Audit log: ${route.audit}.`,
    security: route.permission === "public" ? [] : [{ session: [] }],
    requestParams: {
      ...(params instanceof z.core.$ZodObject ? { path: params } : {}),
      ...(query instanceof z.core.$ZodObject ? { query } : {}),
    },
    ...(body ? { requestBody: { content: { "application/json": { schema: body } } } } : {}),
    responses: {
      "2XX": { description: "Done", ...(answer ? { content: { "application/json": { schema: answer } } } : {}) },
      default: { description: "RFC 9457 problem details", content: { [PROBLEM_CONTENT_TYPE]: { schema: problemSchema } } },
    },
  };
}
