"use client";

import { clsx } from "clsx";
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from "react";
import { type TabStatus, tabs } from "@/components/hires/list/tabs";
import type { NewHireCounts } from "@/lib/hires/schema";
import * as m from "@/lib/messages/generated/hires/list";
import { number } from "@/lib/messages/runtime";

interface TabBarProps {
  current: TabStatus;
  counts: NewHireCounts | undefined;
  panelId: string;
  hrefOf: (status: TabStatus) => string;
  onSelect: (status: TabStatus) => void;
}

/** The list's statuses. Real links, so that one can be opened beside; arrow keys move between them. */
export function TabBar({ current, counts, panelId, hrefOf, onSelect }: TabBarProps) {
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    list.current?.querySelector(`[data-status=${current}]`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current]);

  function follow(event: MouseEvent, status: TabStatus) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onSelect(status);
  }

  function step(event: KeyboardEvent<HTMLAnchorElement>) {
    const tab = event.currentTarget;
    const next = event.key === "ArrowRight" ? tab.nextElementSibling : event.key === "ArrowLeft" ? tab.previousElementSibling : null;
    if (!(next instanceof HTMLElement)) return;
    event.preventDefault();
    next.focus();
    next.click();
  }

  return (
    <div ref={list} role="tablist" aria-label={m.tabs()} className="scrolls-sideways mt-5 flex gap-1 border-line border-b">
      {tabs.map(({ status, count }) => {
        const isCurrent = status === current;
        return (
          <a
            key={status}
            data-status={status}
            role="tab"
            href={hrefOf(status)}
            aria-selected={isCurrent}
            aria-controls={panelId}
            tabIndex={isCurrent ? 0 : -1}
            onClick={(event) => follow(event, status)}
            onKeyDown={step}
            className={clsx(
              "flex h-10 items-center gap-2 whitespace-nowrap border-b-2 px-3 -outline-offset-2 pointer-coarse:h-11",
              isCurrent ? "border-accent font-medium" : "border-transparent text-ink-soft hover:text-ink",
            )}
          >
            {m.tab({ status })}
            <span className="min-w-5 rounded-full bg-sunken px-1.5 text-center text-ink-soft text-xs tabular-nums">
              {counts ? number(count(counts)) : "…"}
            </span>
          </a>
        );
      })}
    </div>
  );
}
