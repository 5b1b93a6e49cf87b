import type { ReactNode, Ref } from "react";
import { neededScopes } from "@/components/connections/connect/ways";
import { PermissionList } from "@/components/connections/permission-list";
import { Notice } from "@/components/ui/notice";
import { type GreenhouseGrant, permissionFacts, v1Permissions } from "@/lib/connections/schema";
import { ApiError } from "@/lib/http/api-client";

/** The permissions that the problem names as missing; empty for any other problem. */
function missingPermissions(error: Error): string[] {
  if (!(error instanceof ApiError) || error.problem.code !== "permission_missing") return [];
  return (error.problem.invalid_params ?? []).map(({ name }) => name).filter((name) => name in permissionFacts);
}

/** "under Offers tick Get: List Offers", from a name as Greenhouse prints it. */
function Tick({ permission }: { permission: string }) {
  const [group, ...name] = permission.split(": ");
  return (
    <>
      under <strong className="font-medium text-ink">{group}</strong> tick{" "}
      <strong className="font-medium text-ink">{name.join(": ")}</strong>
    </>
  );
}

interface ConnectProblemProps {
  error: Error;
  way: GreenhouseGrant;
  ref: Ref<HTMLDivElement>;
}

/** Why the credential was not taken, and the step in Greenhouse that mends it. */
export function ConnectProblem({ error, way, ref }: ConnectProblemProps) {
  const missing = missingPermissions(error);
  const notice = (title: string, body: ReactNode) => (
    <Notice ref={ref} tabIndex={-1} role="alert" tone="danger" title={title} className="mt-3 wrap-anywhere">
      {body}
    </Notice>
  );
  if (missing.length === 0) return notice(headline(error, way), error.message);
  const needed = way === "key" ? v1Permissions : neededScopes;
  return (
    <>
      {way === "key"
        ? notice(missing.map((permission) => permissionFacts[permission]?.without).join(" "), <WhatToTick permissions={missing} />)
        : notice(`Greenhouse does not grant ${new Intl.ListFormat("en").format(missing)}.`, error.message)}
      <div className="mt-2">
        <PermissionList permissions={needed.map((name) => ({ name, granted: !missing.includes(name), optional: false }))} />
      </div>
    </>
  );
}

function WhatToTick({ permissions }: { permissions: string[] }) {
  return (
    <p>
      In Greenhouse, open the key, choose Manage Permissions, and{" "}
      {permissions.map((permission, index) => (
        <span key={permission}>
          {index > 0 ? ", and " : ""}
          <Tick permission={permission} />
        </span>
      ))}
      . Then check it again.
    </p>
  );
}

function headline(error: Error, way: GreenhouseGrant): string {
  switch (error instanceof ApiError ? error.problem.code : undefined) {
    case "credential_rejected":
      return way === "key" ? "Greenhouse does not know this key." : "Nothing was saved.";
    case "greenhouse_unreachable":
      return "Greenhouse cannot be reached right now.";
    case "forbidden":
      return "Only an admin can connect Greenhouse.";
    default:
      return "Nothing was saved.";
  }
}
