import { X } from "lucide-react";
import { type FilterName, filterNames, type ListFilters, type SeveralName } from "@/components/hires/filters/list-address";
import { useOwnFields } from "@/components/hires/own-fields";
import { ownNamesOf } from "@/lib/hire-fields/fields";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { fieldLabel, shownValue } from "@/lib/hire-fields/own/words";
import { valueFields } from "@/lib/hires/codes";
import { plainDate } from "@/lib/messages/format";
import * as panelWords from "@/lib/messages/generated/hires/filter-panel";
import * as filteringWords from "@/lib/messages/generated/hires/filters";
import * as m from "@/lib/messages/generated/hires/list";
import * as words from "@/lib/messages/generated/hires/words";

interface FilterChip {
  label: string;
  /** The filters without it. */
  rest: ListFilters;
}

/** Returns a chip for each value of a filter that takes several. */
function chipsOf<Name extends SeveralName, Value extends string>(
  filters: ListFilters,
  name: Name,
  values: readonly Value[] | undefined,
  labelOf: (value: Value) => string,
): FilterChip[] {
  return (values ?? []).map((value) => {
    const { [name]: _, ...others } = filters;
    const left = values?.filter((one) => one !== value) ?? [];
    return { label: labelOf(value), rest: left.length > 0 ? { ...others, [name]: left } : others };
  });
}

function chipsNamed(name: FilterName, filters: ListFilters, own: readonly OwnField[]): FilterChip[] {
  const { [name]: _, ...rest } = filters;
  const one = (label: string | undefined): FilterChip[] => (label === undefined ? [] : [{ label, rest }]);
  const field = valueFields.find((known) => known === name);
  if (field)
    return chipsOf(filters, field, filters[field], (value) => filteringWords.valueFilter({ field: fieldLabel(field, own), value }));
  switch (name) {
    case "attention":
      return chipsOf(filters, name, filters.attention, (code) => words.attention({ code }));
    case "missing":
      return chipsOf(filters, name, filters.missing, (one) => filteringWords.missingFilter({ field: fieldLabel(one, own) }));
    case "changedBy":
      return chipsOf(filters, name, filters.changedBy, (by) => filteringWords.changedByFilter({ by }));
    case "starts":
      return one(filters.starts && panelWords.startsFilter({ window: filters.starts }));
    case "startFrom":
      return one(filters.startFrom && filteringWords.startsFromFilter({ day: plainDate(filters.startFrom, "long") }));
    case "startTo":
      return one(filters.startTo && filteringWords.startsToFilter({ day: plainDate(filters.startTo, "long") }));
    default:
      return [];
  }
}

function chipsOfOwn(filters: ListFilters, own: readonly OwnField[]): FilterChip[] {
  return ownNamesOf(filters).flatMap((name) =>
    chipsOf(filters, name, filters[name], (value) =>
      filteringWords.valueFilter({ field: fieldLabel(name, own), value: shownValue(name, value, own) }),
    ),
  );
}

interface FilterChipsProps {
  filters: ListFilters;
  onChange: (filters: ListFilters) => void;
}

/** What narrows the list down, each value with a way to take it off; on paper as lines of text. */
export function FilterChips({ filters, onChange }: FilterChipsProps) {
  const own = useOwnFields();
  const chips = [...filterNames.flatMap((name) => chipsNamed(name, filters, own)), ...chipsOfOwn(filters, own)];
  if (chips.length === 0) return null;
  return (
    <ul aria-label={m.filters()} className="mt-2 flex flex-wrap gap-1.5 print:block">
      {chips.map(({ label, rest }) => (
        <li key={label} data-printed={label}>
          <button
            type="button"
            aria-label={filteringWords.removeFilter({ filter: label })}
            onClick={() => onChange(rest)}
            className="inline-flex h-8 max-w-full items-center gap-1.5 rounded-full border border-line bg-surface px-3 text-ink-soft text-xs hover:bg-sunken pointer-coarse:h-11"
          >
            <span className="truncate">{label}</span>
            <X className="size-3.5 shrink-0" aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
