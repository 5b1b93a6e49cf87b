import { X } from "lucide-react";
import { type FilterName, filterNames, type ListFilters } from "@/components/hires/filters/list-address";
import { plainDate } from "@/lib/messages/format";
import * as fieldWords from "@/lib/messages/generated/hires/fields";
import * as filteringWords from "@/lib/messages/generated/hires/filters";
import * as m from "@/lib/messages/generated/hires/list";
import * as words from "@/lib/messages/generated/hires/words";

function textOf(name: FilterName, filters: ListFilters): string {
  const { attention, missing, startFrom, startTo, changedBy } = filters;
  if (name === "attention") return attention ? words.attention({ code: attention }) : "";
  if (name === "missing") return missing ? filteringWords.missingFilter({ field: fieldWords.label({ field: missing }) }) : "";
  if (name === "startFrom") return startFrom ? filteringWords.startsFromFilter({ day: plainDate(startFrom, "long") }) : "";
  if (name === "startTo") return startTo ? filteringWords.startsToFilter({ day: plainDate(startTo, "long") }) : "";
  if (name === "changedBy") return changedBy ? filteringWords.changedByFilter({ by: changedBy }) : "";
  return filteringWords.valueFilter({ field: fieldWords.label({ field: name }), value: filters[name] ?? "" });
}

interface FilterChipsProps {
  filters: ListFilters;
  onChange: (filters: ListFilters) => void;
}

/** What narrows the list down, each with a way to take it off. */
export function FilterChips({ filters, onChange }: FilterChipsProps) {
  const set = filterNames.filter((name) => filters[name]);
  if (set.length === 0) return null;
  return (
    <ul aria-label={m.filters()} className="mt-2 flex flex-wrap gap-1.5">
      {set.map((name) => {
        const label = textOf(name, filters);
        const { [name]: _, ...others } = filters;
        return (
          <li key={name}>
            <button
              type="button"
              aria-label={filteringWords.removeFilter({ filter: label })}
              onClick={() => onChange(others)}
              className="inline-flex h-8 max-w-full items-center gap-1.5 rounded-full border border-line bg-surface px-3 text-ink-soft text-xs hover:bg-sunken pointer-coarse:h-11"
            >
              <span className="truncate">{label}</span>
              <X className="size-3.5 shrink-0" aria-hidden />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
