import type { ReactNode, Ref } from "react";
import { neededScopes } from "@/components/connections/connect/ways";
import { PermissionList } from "@/components/connections/permission-list";
import { Notice } from "@/components/ui/notice";
import type { GreenhouseGrant } from "@/lib/connections/schema";
import { isKnownPermission, missingPermissions, v1Permissions } from "@/lib/connections/words";
import { ApiError } from "@/lib/http/api-client";
import { listOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/connections/connect";

/** Returns the permissions that the problem names as missing; none for any other problem. */
function namedPermissions(error: Error): string[] {
  if (!(error instanceof ApiError) || error.problem.code !== "permission_missing") return [];
  return (error.problem.invalid_params ?? []).map(({ name }) => name).filter(isKnownPermission);
}

interface ConnectProblemProps {
  error: Error;
  way: GreenhouseGrant;
  ref: Ref<HTMLDivElement>;
}

/** Why the credential was not accepted, and the step in Greenhouse that fixes it. */
export function ConnectProblem({ error, way, ref }: ConnectProblemProps) {
  const missing = namedPermissions(error);
  const notice = (title: string, body: ReactNode) => (
    <Notice ref={ref} tabIndex={-1} role="alert" tone="danger" title={title} className="mt-3 wrap-anywhere">
      {body}
    </Notice>
  );
  if (missing.length === 0) return notice(headline(error, way), isRejectedKey(error, way) ? m.invalidKeyText() : error.message);
  const needed = way === "key" ? v1Permissions : neededScopes;
  const { consequence, remedy } = missingPermissions("v1", missing);
  return (
    <>
      {way === "key" ? notice(consequence, remedy) : notice(m.scopesMissing({ scopes: listOf(missing) }), error.message)}
      <div className="mt-2">
        <PermissionList permissions={needed.map((name) => ({ name, granted: !missing.includes(name), optional: false }))} />
      </div>
    </>
  );
}

function isRejectedKey(error: Error, way: GreenhouseGrant): boolean {
  return way === "key" && error instanceof ApiError && error.problem.code === "credential_rejected";
}

function headline(error: Error, way: GreenhouseGrant): string {
  if (isRejectedKey(error, way)) return m.invalidKey();
  switch (error instanceof ApiError ? error.problem.code : undefined) {
    case "greenhouse_unreachable":
      return m.unreachable();
    case "forbidden":
      return m.adminsOnly();
    default:
      return m.notSaved();
  }
}
