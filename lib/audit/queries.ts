import { infiniteQueryOptions } from "@tanstack/react-query";
import { type AuditFilter, auditListSchema } from "@/lib/audit/schema";
import { callApi } from "@/lib/http/api-client";
import { auditLogRoute } from "@/lib/platform/paths";

/** Every cache key of this noun starts with `auditKeys.all`. */
const auditKeys = { all: ["audit-log"] as const };

/** A filter as a query string, without what is not set. */
export function auditParams(filter: AuditFilter): URLSearchParams {
  return new URLSearchParams(Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** The audit log, newest first, page after page. */
export function auditLogOptions(filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: [...auditKeys.all, filter],
    queryFn: ({ pageParam, signal }) => {
      const params = auditParams(filter);
      if (pageParam) params.set("cursor", pageParam);
      return callApi(`${auditLogRoute}?${params}`, { response: auditListSchema, signal });
    },
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}
