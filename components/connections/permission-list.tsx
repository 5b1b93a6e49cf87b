import { clsx } from "clsx";
import { CircleCheck, CircleMinus, CircleX } from "lucide-react";
import type { GreenhouseView } from "@/lib/connections/schema";
import { permissionState } from "@/lib/connections/words";

type Permission = GreenhouseView["permissions"][number];

/** The look of a permission; an optional one that is not granted is no failure. */
function lookOf({ granted, optional }: Permission) {
  if (granted) return { Icon: CircleCheck, color: "text-started" };
  return optional ? { Icon: CircleMinus, color: "text-ink-faint" } : { Icon: CircleX, color: "text-danger" };
}

/** The permissions of a connection by Greenhouse's own names, the needed ones first, and what each is for. */
export function PermissionList({ permissions }: { permissions: readonly Permission[] }) {
  const sorted = permissions.toSorted((one, other) => Number(one.optional) - Number(other.optional));
  return (
    <ul className="grid sm:grid-cols-2 sm:gap-x-8">
      {sorted.map((permission) => {
        const { Icon, color } = lookOf(permission);
        return (
          <li key={permission.name} className="flex items-start gap-2.5 py-2">
            <Icon className={clsx("mt-0.5 size-4 shrink-0", color)} aria-hidden />
            <div className="min-w-0">
              <p className="wrap-anywhere">{permission.name}</p>
              <p className="text-ink-faint text-xs">{permissionState(permission)}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
