"use client";

import { clsx } from "clsx";
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";

interface TabsProps<Id extends string> {
  /** What is chosen, for screen readers. */
  label: string;
  /** A `note` stands smaller behind its label. */
  tabs: readonly { id: Id; label: string; note?: string | undefined }[];
  selected: Id;
  onSelect: (id: Id) => void;
  /** The selected tab's panel. */
  children: ReactNode;
}

/** A choice between a few ways, in as many rows as they need; arrow keys move between them. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect, children }: TabsProps<Id>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);

  function step(event: KeyboardEvent, from: number) {
    const next = (from + 1) % tabs.length;
    const previous = (from + tabs.length - 1) % tabs.length;
    const target = { ArrowRight: next, ArrowDown: next, ArrowLeft: previous, ArrowUp: previous, Home: 0, End: tabs.length - 1 }[event.key];
    const tab = target === undefined ? undefined : tabs[target];
    if (!tab) return;
    event.preventDefault();
    onSelect(tab.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${tab.id}"]`)?.focus();
  }

  return (
    <div>
      <div ref={list} role="tablist" aria-label={label} className="flex w-fit max-w-full flex-wrap gap-0.5 rounded-control bg-sunken p-0.5">
        {tabs.map((tab, index) => {
          const isSelected = tab.id === selected;
          return (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${id}-${tab.id}`}
              data-tab={tab.id}
              aria-selected={isSelected}
              aria-controls={`${id}-panel`}
              tabIndex={isSelected ? 0 : -1}
              onClick={() => onSelect(tab.id)}
              onKeyDown={(event) => step(event, index)}
              className={clsx(
                "min-h-9 grow rounded-[0.4rem] border px-3 py-1.5 text-left transition-colors duration-150 pointer-coarse:min-h-11",
                isSelected ? "border-line bg-surface font-medium" : "border-transparent text-ink-soft hover:text-ink",
              )}
            >
              {tab.label}
              {tab.note ? <span className="text-xs"> – {tab.note}</span> : null}
            </button>
          );
        })}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${selected}`} className="mt-4">
        {children}
      </div>
    </div>
  );
}
