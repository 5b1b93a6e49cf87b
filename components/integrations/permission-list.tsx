import { clsx } from "clsx";
import { CircleCheck, CircleX } from "lucide-react";

const purposes: Record<string, string> = {
  "Offers: Get: List Offers": "finds accepted offers",
  "Candidates: Get: Retrieve Candidate": "reads the person and the job",
};

/** The permissions of a key by Greenhouse's own names, whether each is granted, and what it is for. */
export function PermissionList({ permissions }: { permissions: readonly { name: string; granted: boolean }[] }) {
  return (
    <ul className="grid sm:grid-cols-2 sm:gap-x-8">
      {permissions.map(({ name, granted }) => {
        const Icon = granted ? CircleCheck : CircleX;
        return (
          <li key={name} className="flex items-start gap-2.5 py-2">
            <Icon className={clsx("mt-0.5 size-4 shrink-0", granted ? "text-started" : "text-danger")} aria-hidden />
            <div className="min-w-0">
              <p>{name}</p>
              <p className="text-ink-faint text-xs">
                {granted ? "Granted" : "Not granted"}
                {purposes[name] ? `: ${purposes[name]}` : ""}
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
