"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { usePermissions } from "@/components/auth/permitted";
import { isWithin, placesFor } from "@/components/layout/places";
import { newHireCountsOptions } from "@/lib/hires/queries";
import * as m from "@/lib/messages/generated/layout";
import { newHiresPage } from "@/lib/platform/paths/pages";

function PendingBadge() {
  // The list brings the counts along.
  const isOnList = usePathname() === newHiresPage;
  const { data } = useQuery({ ...newHireCountsOptions(), enabled: !isOnList });
  if (!data?.pending) return null;
  return (
    <span className="ml-auto rounded-full bg-pending-soft px-1.5 font-medium text-pending text-xs tabular-nums">
      {m.pendingBadge({ count: data.pending, label: (text) => <span className="sr-only">{text}</span> })}
    </span>
  );
}

/** The navigation's links in their groups, the current one marked. */
export function PlaceLinks({ onFollow }: { onFollow?: () => void }) {
  const pathname = usePathname();
  const places = placesFor(usePermissions());
  return (
    <nav aria-label={m.portal()} className="mt-1 min-h-0 flex-1 overflow-y-auto">
      {places.map(({ group, entries }) => (
        <div key={entries[0]?.href} className={group ? "mt-5" : "mt-3"}>
          {group ? <p className="px-2.5 pb-1 font-medium text-ink-faint text-xs">{group()}</p> : null}
          {entries.map(({ label, href, Icon }) => (
            <Link
              key={href}
              href={href}
              onClick={onFollow}
              aria-current={isWithin(pathname, href) ? "page" : undefined}
              className={clsx(
                "flex h-9 items-center gap-2.5 rounded-control px-2.5 transition-colors duration-150 pointer-coarse:h-11",
                isWithin(pathname, href) ? "bg-accent-soft font-medium text-accent" : "text-ink-soft hover:bg-sunken hover:text-ink",
              )}
            >
              <Icon className="size-4 shrink-0" aria-hidden />
              <span className="truncate">{label()}</span>
              {href === newHiresPage ? <PendingBadge /> : null}
            </Link>
          ))}
        </div>
      ))}
    </nav>
  );
}
