import type { z } from "zod";
import type { AuditDecision } from "@/lib/audit/actions";
import { isOpenTo, isOwnAccount, type Permission, roles, rolesWith } from "@/lib/auth/permissions";
import type { Limit } from "@/lib/auth/throttle";
import type { Access } from "@/lib/http/access";
import type { BodyKind } from "@/lib/http/bodies";
import type { ResponseKind } from "@/lib/http/responses";
import type { ProblemCode } from "@/lib/platform/problem-codes";

/** What every route declares, and the API's description is made from. */
export interface Declaration {
  /** The operation's name, once in the whole API. */
  operationId: string;
  summary: string;
  /** Who may call: how a public route knows its caller, or what someone who is signed in must be allowed. */
  caller: Access | Permission;
  /** Only for a person who proved within the last hour who they are. */
  fresh?: true | undefined;
  /** How often one user may. */
  limit?: Limit | undefined;
  /** That a GET tells what was done in the background: the lists that its reader sees next must show no less. */
  reports?: true | undefined;
  params?: z.core.$ZodType | undefined;
  query?: z.core.$ZodType | undefined;
  body?: Pick<BodyKind<unknown>, "content" | "problems"> | undefined;
  response: Pick<ResponseKind<unknown>, "statuses">;
  audit: AuditDecision;
  /** The problems that the handler answers besides those of the door. */
  problems?: readonly ProblemCode[] | undefined;
}

/** Returns whether a signed-in caller must see, in what they read next, what a call did or told of. */
export function isReadAfterwards({ caller, audit, reports }: Pick<Declaration, "caller" | "audit" | "reports">, method: string): boolean {
  const onlyReads = (method === "GET" || method === "HEAD") && typeof audit === "object" && "none" in audit;
  return typeof caller === "string" && (reports === true || !onlyReads);
}

/** Returns every problem that a route can answer: those of the door, of its caller, of what it reads, and its handler's own. */
export function problemsOf({ caller, fresh, limit, params, body, problems = [] }: Declaration, method: string): Set<ProblemCode> {
  return new Set<ProblemCode>([
    "invalid_fields",
    "service_unavailable",
    "internal_error",
    ...(method === "GET" || method === "HEAD" ? [] : (["cross_origin"] as const)),
    ...(typeof caller === "object" ? caller.problems : (["unauthenticated", "organization_changed", "person_changed"] as const)),
    ...(typeof caller === "string" && (rolesWith(caller).length < roles.length || !isOpenTo("sso", caller))
      ? (["forbidden"] as const)
      : []),
    ...(limit ? (["too_many_requests"] as const) : []),
    ...(typeof caller === "string" && !isOwnAccount(caller) ? (["second_factor_setup_required"] as const) : []),
    ...(fresh ? (["reauthentication_required"] as const) : []),
    ...(params ? (["not_found"] as const) : []),
    ...(body?.problems ?? []),
    ...problems,
  ]);
}
