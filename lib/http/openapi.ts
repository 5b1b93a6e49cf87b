import { z } from "zod";
import {
  createDocument,
  type ZodOpenApiContentObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from "zod-openapi";
import { rolesWith } from "@/lib/auth/permissions";
import { sessionCookieName } from "@/lib/auth/sign-in/cookies";
import { type Declaration, problemsOf } from "@/lib/http/declaration";
import { PROBLEM_CONTENT_TYPE, QUERY_HEADER } from "@/lib/http/headers";
import { problemSchema } from "@/lib/http/problem";
import { title } from "@/lib/messages/generated/problems";
import { furtherNames } from "@/lib/platform/columns";
import { env } from "@/lib/platform/env";
import { problemStatus } from "@/lib/platform/errors";

type Method = "get" | "put" | "post" | "patch" | "delete";

/** Path → verb → declaration. */
export type DeclaredPaths = Readonly<Record<string, Readonly<Record<string, Declaration>>>>;

/** The sections of the description, by the first part of an address after /api/. */
const tags: Record<string, string> = {
  "new-hires": "Hires: their records, invitations, duplicates and exports",
  "bulk-actions": "One action on many hires, in the background",
  "saved-views": "Ways of looking at the list, one's own and the team's",
  "list-layout": "How one arranged the list",
  dashboard: "The figures behind the charts",
  notices: "What admins should know",
  "mail-status": "Whether invitations wait for the email server",
  "partner-integrations": "The connection to Greenhouse",
  "sync-runs": "What each sync did",
  settings: "What an organization decides",
  team: "Who can use the portal",
  "audit-log": "Who changed what",
  onboarding: "The new hire's own page",
  webhooks: "What other services tell the portal",
  auth: "Signing in and out",
  account: "One's own account",
  health: "Whether the service answers",
  metrics: "The operator's figures",
  "security-contact": "Where to report a vulnerability",
  jobs: "The operator's clock",
  "openapi.json": "This description",
};

/** Returns the OpenAPI description of the HTTP API, made from what its routes declare and nothing else. */
export function describeApi(paths: DeclaredPaths): { openapi: string; [part: string]: unknown } {
  const described: ZodOpenApiPathsObject = {};
  for (const [path, verbs] of Object.entries(paths)) {
    const tag = path.split("/")[2] ?? "";
    described[path] = Object.fromEntries(
      Object.entries(verbs).map(([verb, declaration]) => [verb.toLowerCase() as Method, operation(declaration, verb, tag)]),
    );
  }
  const document = createDocument({
    openapi: "3.1.0",
    info: {
      title: "EMPTrust portal",
      version: "1",
      description: "People who are hired in Greenhouse are imported here and invited to onboarding.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: env().APP_URL }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: sessionCookieName() },
        bearer: { type: "http", scheme: "bearer" },
        basic: { type: "http", scheme: "basic" },
        signature: {
          type: "apiKey",
          in: "header",
          name: "Signature",
          description: "`sha256`, a space, and the hex HMAC-SHA256 of the body",
        },
      },
    },
    paths: described,
  });
  return { ...document };
}

const apart = z.object({
  [QUERY_HEADER]: z
    .string()
    .optional()
    .meta({ description: "Parameters of the query in the query's own form, for what an address must not hold: `search=Ada%20Lovelace`" }),
});

function operation(declaration: Declaration, verb: string, tag: string): ZodOpenApiOperationObject {
  const { operationId, summary, caller, params, query, body, audit } = declaration;
  return {
    operationId,
    summary,
    tags: [tag],
    description: `${callerWords(caller)} ${auditWords(audit)}`,
    security: security(caller),
    requestParams: {
      ...(params instanceof z.core.$ZodObject ? { path: params } : {}),
      ...(query instanceof z.core.$ZodObject ? { query, header: apart } : {}),
    },
    ...(query instanceof z.core.$ZodObject ? furtherParameters(query) : {}),
    ...(body ? { requestBody: { required: true, content: contentOf(body.content) } } : {}),
    responses: responsesOf(declaration, verb),
  };
}

/** Returns what a query takes beside the parameters that its schema lists, as OpenAPI says it: a form that is exploded. */
function furtherParameters(query: z.core.$ZodObject): Pick<ZodOpenApiOperationObject, "parameters"> {
  const { catchall } = query._zod.def;
  const names = catchall && furtherNames(catchall);
  if (!names) return {};
  const schema = { type: "object" as const, additionalProperties: { type: "array" as const, items: { type: "string" as const } } };
  return { parameters: [{ in: "query", name: "further", description: names.about, style: "form", explode: true, schema }] };
}

function callerWords(caller: Declaration["caller"]): string {
  if (typeof caller === "string") return `For the roles ${rolesWith(caller).join(", ")} (permission \`${caller}\`).`;
  return caller.scheme === null ? "For anyone." : "For programs.";
}

function auditWords(audit: Declaration["audit"]): string {
  if (typeof audit === "object" && "none" in audit) return `Not in the audit log: ${audit.none}.`;
  const actions = typeof audit === "string" ? [audit] : audit;
  return `In the audit log: ${actions.map((action) => `\`${action}\``).join(", ")}.`;
}

function security(caller: Declaration["caller"]): Record<string, string[]>[] {
  if (typeof caller === "string") return [{ session: [] }];
  return caller.scheme === null ? [] : [{ [caller.scheme]: [] }];
}

function responsesOf(declaration: Declaration, verb: string): ZodOpenApiResponsesObject {
  const responses: Record<string, { description: string; content?: ZodOpenApiContentObject; headers?: Record<string, object> }> = {};
  for (const [status, { description, content, headers }] of Object.entries(declaration.response.statuses)) {
    responses[status] = {
      description,
      ...(content ? { content: contentOf(content) } : {}),
      ...(headers
        ? {
            headers: Object.fromEntries(
              Object.entries(headers).map(([name, text]) => [name, { description: text, schema: { type: "string" } }]),
            ),
          }
        : {}),
    };
  }
  for (const [status, codes] of problemsByStatus(declaration, verb)) {
    const words = codes.map((code) => `\`${code}\`: ${title({ code })}`).join("; ");
    const other = responses[status];
    responses[status] = {
      description: [other?.description, words].filter((part) => part !== undefined).join(". "),
      content: {
        ...other?.content,
        [PROBLEM_CONTENT_TYPE]: {
          schema: { allOf: [{ $ref: "#/components/schemas/Problem" }, { type: "object", properties: { code: { enum: [...codes] } } }] },
        },
      },
    };
  }
  return responses as ZodOpenApiResponsesObject;
}

function problemsByStatus(declaration: Declaration, verb: string) {
  const codes = [...problemsOf(declaration, verb)].sort();
  return Map.groupBy(codes, (code) => String(problemStatus[code]));
}

function contentOf(content: Readonly<Record<string, z.core.$ZodType | null>>): ZodOpenApiContentObject {
  return Object.fromEntries(
    Object.entries(content).map(([mediaType, schema]) => [mediaType, { schema: schema ?? { type: "string", format: "binary" } }]),
  );
}
