"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

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
  return (
    <Base.Root value={selected} onValueChange={(id: Id) => onSelect(id)}>
      <Base.List activateOnFocus aria-label={label} className="flex w-fit max-w-full flex-wrap gap-0.5 rounded-control bg-sunken p-0.5">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.id}
            value={tab.id}
            className="min-h-9 grow rounded-[0.4rem] border border-transparent px-3 py-1.5 text-left text-ink-soft transition-colors duration-150 hover:text-ink aria-selected:border-line aria-selected:bg-surface aria-selected:font-medium aria-selected:text-ink pointer-coarse:min-h-11"
          >
            {tab.label}
            {tab.note ? <span className="text-xs"> – {tab.note}</span> : null}
          </Base.Tab>
        ))}
      </Base.List>
      <Base.Panel value={selected} tabIndex={-1} className="mt-4">
        {children}
      </Base.Panel>
    </Base.Root>
  );
}
