import { infiniteQueryOptions } from "@tanstack/react-query";
import type { AuditFilter } from "@/lib/audit/schema";
import { asking, callApi, lateSchemas } from "@/lib/http/api-client";
import { auditLogRoute } from "@/lib/platform/paths/team";

const schemas = lateSchemas(() => import("@/lib/audit/schema"));

/** Every cache key of this noun starts with `auditKeys.all`. */
const auditKeys = { all: ["audit-log"] as const };

/** Returns how a route is asked with a filter. */
export function askingForEntries(route: string, filter: AuditFilter & { cursor?: string | undefined }) {
  return asking(route, filter, ["actor"]);
}

/** The audit log, newest first, page after page. */
export function auditLogOptions(filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: [...auditKeys.all, filter],
    queryFn: ({ pageParam, signal }) => {
      const { path, apart } = askingForEntries(auditLogRoute, { ...filter, cursor: pageParam });
      return callApi(path, { apart, response: schemas("auditListSchema"), signal });
    },
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}
