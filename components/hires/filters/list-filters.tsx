"use client";

import { Choices, type Option } from "@/components/hires/filters/choices";
import type { ListFilters, SeveralName } from "@/components/hires/filters/list-address";
import { StartFilter } from "@/components/hires/filters/start-filter";
import { useFieldValues } from "@/components/hires/filters/use-field-values";
import { useOwnFields } from "@/components/hires/own-fields";
import { Button } from "@/components/ui/button";
import { isNotLoaded, NotLoaded } from "@/components/ui/not-loaded";
import type { OwnFieldName } from "@/lib/hire-fields/fields";
import { type OwnField, ownName } from "@/lib/hire-fields/own/fields";
import { fieldNames } from "@/lib/hire-fields/own/rules";
import { fieldLabel, shownValue } from "@/lib/hire-fields/own/words";
import { attentionCodes, changers, type ValueField, valueFields } from "@/lib/hires/codes";
import * as filteringWords from "@/lib/messages/generated/hires/filters";
import * as m from "@/lib/messages/generated/hires/list";
import * as panels from "@/lib/messages/generated/hires/panels";
import * as words from "@/lib/messages/generated/hires/words";

interface ListFiltersProps {
  filters: ListFilters;
  onChange: (filters: ListFilters) => void;
  onDone: () => void;
}

/** All filters of the list; each applies as soon as it is chosen. */
export function ListFiltersForm({ filters, onChange, onDone }: ListFiltersProps) {
  const own = useOwnFields();
  function set<Name extends SeveralName>(name: Name, values: NonNullable<ListFilters[Name]>): void {
    const { [name]: _, ...others } = filters;
    onChange(values.length === 0 ? others : { ...others, [name]: values });
  }
  return (
    <div className="space-y-3">
      <Choices
        label={panels.needsAttention()}
        none={panels.any()}
        chosen={filters.attention ?? []}
        options={attentionCodes.map((code) => [code, words.attention({ code })])}
        onChange={(codes) => set("attention", codes)}
      />
      <Choices
        label={panels.missingField()}
        none={panels.any()}
        chosen={filters.missing ?? []}
        options={fieldNames(own).map((field) => [field, fieldLabel(field, own)])}
        onChange={(fields) => set("missing", fields)}
      />
      <StartFilter filters={filters} onChange={onChange} />
      {[...valueFields, ...own.map(ownName)].map((field) => (
        <InUse key={field} field={field} own={own} chosen={filters[field] ?? []} onChange={(values) => set(field, values)} />
      ))}
      <Choices
        label={panels.changedBy()}
        none={panels.anyone()}
        chosen={filters.changedBy ?? []}
        options={changers.map((by) => [by, panels.changer({ by })])}
        onChange={(by) => set("changedBy", by)}
      />
      <div className="sticky -bottom-3 -mx-3 -mb-3 flex justify-between gap-2 border-line border-t bg-surface p-3">
        <Button variant="quiet" disabled={Object.keys(filters).length === 0} onClick={() => onChange({})}>
          {filteringWords.clearFilters()}
        </Button>
        <Button onClick={onDone}>{panels.done()}</Button>
      </div>
    </div>
  );
}

interface InUseProps {
  field: ValueField | OwnFieldName;
  own: readonly OwnField[];
  chosen: readonly string[];
  onChange: (values: string[]) => void;
}

function InUse({ field, own, chosen, onChange }: InUseProps) {
  const { values, isPending, query } = useFieldValues(field);
  // The values in the address stay choices, even when no hire has them now.
  const options = [...new Set([...values, ...chosen])].map((one): Option => [one, shownValue(field, one, own)]);
  const isMissing = isNotLoaded(query);
  const none = isMissing ? panels.valuesFailed() : isPending ? m.loading() : panels.any();
  const instead = isMissing ? <NotLoaded query={query}>{panels.valuesNotLoaded()}</NotLoaded> : isPending ? m.loading() : null;
  return <Choices label={fieldLabel(field, own)} none={none} chosen={chosen} options={options} instead={instead} onChange={onChange} />;
}
