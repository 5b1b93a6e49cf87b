import type { ReactNode, Ref } from "react";
import { PermissionList } from "@/components/integrations/permission-list";
import { Notice } from "@/components/ui/notice";
import { ApiError } from "@/lib/http/api-client";
import { type V1Permission, v1Permissions } from "@/lib/integrations/schema";

const consequences: Record<V1Permission, string> = {
  "Offers: Get: List Offers": "This key may not list offers, so hires could not be found.",
  "Candidates: Get: Retrieve Candidate": "This key may not retrieve candidates, so nobody’s record could be read.",
};

/** The permissions that the problem names as missing; empty for any other problem. */
function missingPermissions(error: Error): V1Permission[] {
  if (!(error instanceof ApiError) || error.problem.code !== "permission_missing") return [];
  const named = error.problem.invalid_params ?? [];
  return v1Permissions.filter((permission) => named.some(({ name }) => name === permission));
}

/** "under Offers tick Get: List Offers", from a name as Greenhouse prints it. */
function Tick({ permission }: { permission: V1Permission }) {
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
  ref: Ref<HTMLDivElement>;
}

/** Why the key was not taken, and the step in Greenhouse that mends it. */
export function ConnectProblem({ error, ref }: ConnectProblemProps) {
  const missing = missingPermissions(error);
  const notice = (title: string, body: ReactNode) => (
    <Notice ref={ref} tabIndex={-1} role="alert" tone="danger" title={title} className="mt-3">
      {body}
    </Notice>
  );
  if (missing.length === 0) return notice(headline(error), error.message);
  return (
    <>
      {notice(
        missing.map((permission) => consequences[permission]).join(" "),
        <p>
          In Greenhouse, open the key, choose Manage Permissions, and{" "}
          {missing.map((permission, index) => (
            <span key={permission}>
              {index > 0 ? ", and " : ""}
              <Tick permission={permission} />
            </span>
          ))}
          . Then check it again.
        </p>,
      )}
      <div className="mt-2">
        <PermissionList permissions={v1Permissions.map((name) => ({ name, granted: !missing.includes(name) }))} />
      </div>
    </>
  );
}

function headline(error: Error): string {
  switch (error instanceof ApiError ? error.problem.code : undefined) {
    case "credential_rejected":
      return "Greenhouse does not know this key.";
    case "greenhouse_unreachable":
      return "Greenhouse cannot be reached right now.";
    case "forbidden":
      return "Only an admin can connect Greenhouse.";
    default:
      return "Nothing was saved.";
  }
}
