import { clsx } from "clsx";
import { Sprout } from "lucide-react";

/** EMPTrust's mark; the name stands beside it wherever it is used. */
export function Mark({ className }: { className?: string }) {
  return (
    <span className={clsx("grid size-8 shrink-0 place-items-center rounded-lg bg-accent text-on-accent", className)}>
      <Sprout className="size-5" aria-hidden />
    </span>
  );
}
