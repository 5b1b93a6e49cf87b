"use client";

import { clsx } from "clsx";
import Link from "next/link";
import type { HireRowsProps } from "@/components/hires/list/hire-table";
import { HireDetail } from "@/components/hires/list/list-columns";
import { isPressing } from "@/components/hires/list/tabs";
import { StartDate } from "@/components/hires/start-date";
import { SelectBox } from "@/components/ui/select-box";
import { listedName } from "@/lib/hires/words";
import * as m from "@/lib/messages/generated/hires/list";
import * as words from "@/lib/messages/generated/hires/words";

/** The hires of one page on a phone: a list, so that nothing scrolls sideways. */
export function HireCards({ hires, tab, selection, hrefOf }: HireRowsProps) {
  return (
    <ul className="divide-y divide-line md:hidden print:hidden">
      {hires.map((hire) => {
        const name = listedName(hire);
        const isSelected = selection?.has(hire.id) ?? false;
        const job = [hire.fields.jobTitle, hire.fields.location].filter((part) => part !== null).join(" · ");
        return (
          <li key={hire.id} className={clsx("flex px-4", isSelected && "bg-accent-soft/50")}>
            {selection ? (
              <div className="w-8 shrink-0 pt-3.5">
                <SelectBox label={m.selectHire({ name })} checked={isSelected} onToggle={(range) => selection.toggle(hire.id, range)} />
              </div>
            ) : null}
            <Link href={hrefOf(hire)} prefetch={false} className="flex min-w-0 flex-1 gap-3 py-3">
              <span className="min-w-0 flex-1">
                <span title={name} className="line-clamp-2 break-words font-medium">
                  {name}
                </span>
                <span className="line-clamp-2 break-words text-ink-faint text-xs">{job || words.missing()}</span>
                <span className="mt-1.5 block">
                  <HireDetail hire={hire} tab={tab} />
                </span>
              </span>
              <span className="shrink-0 whitespace-nowrap text-right text-xs">
                <StartDate date={hire.fields.startDate} isPressing={isPressing(hire)} />
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
