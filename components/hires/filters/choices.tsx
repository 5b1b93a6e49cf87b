"use client";

import { ChevronDown } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { controlClass } from "@/components/ui/field";
import { searchForm } from "@/lib/hires/conditions/search";
import * as panelWords from "@/lib/messages/generated/hires/filter-panel";

export type Option<Value extends string = string> = readonly [value: Value, label: string];

interface ChoicesProps<Value extends string> {
  label: string;
  /** What nothing chosen is called. */
  none: string;
  chosen: readonly Value[];
  options: readonly Option<Value>[];
  /** Stands in the opened list in place of "No values". */
  instead?: ReactNode;
  onChange: (chosen: Value[]) => void;
}

// With more options than this, a search field stands above them.
const SHORT = 8;
/** More checkboxes than this slow the panel down. */
const MOST_SHOWN = 100;

/** A choice of several, of which any may hold: a button that says what is chosen, and opens boxes to tick. */
export function Choices<Value extends string>({ label, none, chosen, options, instead, onChange }: ChoicesProps<Value>) {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [id, listId] = [useId(), useId()];
  const wanted = searchForm(typed);
  const found = options.filter(([value, text]) => wanted === "" || chosen.includes(value) || searchForm(text).includes(wanted));
  const shown = found.filter(([value], at) => at < MOST_SHOWN || chosen.includes(value));
  const note = instead ?? (shown.length === 0 ? panelWords.noValues() : null);
  const only = chosen.length === 1 ? options.find(([value]) => value === chosen[0])?.[1] : undefined;
  const summary = chosen.length === 0 ? none : (only ?? panelWords.selectedValues({ count: chosen.length }));
  return (
    <div>
      <p id={id} className="font-medium">
        {label}
      </p>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-labelledby={`${id} ${id}-chosen`}
        onClick={() => setOpen(!isOpen)}
        className={controlClass({}, "mt-1.5 flex items-center justify-between gap-2 text-left")}
      >
        <span id={`${id}-chosen`} className="truncate">
          {summary}
        </span>
        <ChevronDown className={isOpen ? "size-4 shrink-0 rotate-180" : "size-4 shrink-0"} aria-hidden />
      </button>
      {isOpen ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be the label that stands above the button
        <div id={listId} role="group" aria-labelledby={id} className="mt-1 rounded-control border border-line p-2">
          {options.length > SHORT ? (
            <input
              type="text"
              inputMode="search"
              aria-label={panelWords.findValue({ field: label })}
              placeholder={panelWords.findValue({ field: label })}
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              className={controlClass({}, "mb-1")}
            />
          ) : null}
          <div className="max-h-52 overflow-y-auto">
            {shown.map(([value, text]) => (
              <label key={value} className="flex min-h-9 cursor-pointer items-center gap-2.5 px-1 pointer-coarse:min-h-11">
                <input
                  type="checkbox"
                  className="size-4 shrink-0 accent-(--accent)"
                  checked={chosen.includes(value)}
                  onChange={(event) => onChange(event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))}
                />
                <span className="min-w-0 break-words">{text}</span>
              </label>
            ))}
            {note ? <p className="px-1 py-1.5 text-ink-soft">{note}</p> : null}
            {found.length > MOST_SHOWN ? (
              <p className="px-1 py-1.5 text-ink-soft text-xs">{panelWords.moreValues({ count: MOST_SHOWN })}</p>
            ) : null}
          </div>
        </div>
      ) : null}
    </div>
  );
}
