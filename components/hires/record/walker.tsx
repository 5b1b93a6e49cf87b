import { clsx } from "clsx";
import { ChevronDown, ChevronUp } from "lucide-react";
import Link from "next/link";
import type { Walk } from "@/components/hires/record/use-walk";
import { NotLoaded } from "@/components/ui/not-loaded";
import * as m from "@/lib/messages/generated/hires/record";

const look = "grid size-9 place-items-center rounded-control border border-line bg-surface pointer-coarse:size-11";

function Step({ label, href, Icon }: { label: string; href: string | null; Icon: typeof ChevronUp }) {
  if (!href) {
    return (
      <span className={clsx(look, "opacity-50")} aria-hidden>
        <Icon className="size-4" />
      </span>
    );
  }
  return (
    <Link href={href} prefetch={false} aria-label={label} title={label} className={clsx(look, "hover:bg-sunken")}>
      <Icon className="size-4" aria-hidden />
    </Link>
  );
}

/** Returns whether there is anything to show of the list that the record was opened from. */
export function hasWalk({ position, previousHref, nextHref, failed }: Walk): boolean {
  return position !== null || previousHref !== null || nextHref !== null || failed !== null;
}

/** Leads to the previous and next hire of the list that the record was opened from; empty without a list. */
export function Walker({ walk }: { walk: Walk }) {
  if (!hasWalk(walk)) return null;
  return (
    <nav aria-label={m.hiresInList()} className="ml-auto flex items-center gap-1 text-ink-soft print:hidden">
      {walk.failed ? <NotLoaded query={walk.failed}>{m.walkFailed()}</NotLoaded> : null}
      {walk.position ? <span className="mr-1 tabular-nums max-sm:hidden">{walk.position}</span> : null}
      <Step label={m.previousHire()} href={walk.previousHref} Icon={ChevronUp} />
      <Step label={m.nextHire()} href={walk.nextHref} Icon={ChevronDown} />
    </nav>
  );
}
