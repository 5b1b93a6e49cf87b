import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Fragment } from "react";
import * as ui from "@/lib/messages/generated/ui";

interface Crumb {
  label: string;
  /** Absent for a group that has no page of its own, and for the page itself. */
  href?: string;
}

/** The way to this page; the last crumb is the page itself. */
export function Breadcrumb({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav aria-label={ui.breadcrumb()} className="hidden items-center gap-1.5 text-ink-faint text-xs sm:flex">
      {crumbs.map(({ label, href }, index) => (
        <Fragment key={label}>
          {index > 0 ? <ChevronRight className="size-3 shrink-0" aria-hidden /> : null}
          {href ? (
            <Link href={href} className="whitespace-nowrap hover:text-ink hover:underline underline-offset-2">
              {label}
            </Link>
          ) : (
            <span
              className={index === crumbs.length - 1 ? "truncate text-ink-soft" : "whitespace-nowrap"}
              aria-current={index === crumbs.length - 1 ? "page" : undefined}
            >
              {label}
            </span>
          )}
        </Fragment>
      ))}
    </nav>
  );
}
