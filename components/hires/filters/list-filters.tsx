"use client";

import { useQuery } from "@tanstack/react-query";
import type { FilterName, ListFilters } from "@/components/hires/filters/list-address";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { hireFields } from "@/lib/hire-fields/fields";
import { valuesInUseOptions } from "@/lib/hires/queries";
import { attentionCodes, type ValueField } from "@/lib/hires/schema";
import * as fieldWords from "@/lib/messages/generated/hires/fields";
import * as filteringWords from "@/lib/messages/generated/hires/filters";
import * as m from "@/lib/messages/generated/hires/list";
import * as panels from "@/lib/messages/generated/hires/panels";
import * as words from "@/lib/messages/generated/hires/words";

type Options = readonly (readonly [value: string, label: string])[];

const missingOptions = (): Options => hireFields.map((field) => [field, fieldWords.label({ field })]);
const attentionOptions = (): Options => attentionCodes.map((code) => [code, words.attention({ code })]);
const changerOptions = (): Options => (["greenhouse", "hr"] as const).map((by) => [by, panels.changer({ by })]);

interface ListFiltersProps {
  filters: ListFilters;
  onChange: (filters: ListFilters) => void;
  onDone: () => void;
}

/** All filters of the list; each applies as soon as it is chosen. */
export function ListFiltersForm({ filters, onChange, onDone }: ListFiltersProps) {
  const set = (name: FilterName, value: string) => {
    const { [name]: _, ...others } = filters;
    onChange(value === "" ? others : { ...others, [name]: value });
  };
  const choice = (name: FilterName, label: string, none: string, options: Options) => (
    <Choice label={label} none={none} value={filters[name] ?? ""} options={options} onChange={(value) => set(name, value)} />
  );
  return (
    <div className="space-y-3">
      {choice("attention", panels.needsAttention(), panels.any(), attentionOptions())}
      {choice("missing", panels.missingField(), panels.any(), missingOptions())}
      <div className="grid grid-cols-2 gap-3">
        <Day label={panels.startsFrom()} value={filters.startFrom ?? ""} onChange={(value) => set("startFrom", value)} />
        <Day label={panels.startsTo()} value={filters.startTo ?? ""} onChange={(value) => set("startTo", value)} />
      </div>
      <InUse field="jobTitle" value={filters.jobTitle ?? ""} onChange={(value) => set("jobTitle", value)} />
      <InUse field="department" value={filters.department ?? ""} onChange={(value) => set("department", value)} />
      <InUse field="location" value={filters.location ?? ""} onChange={(value) => set("location", value)} />
      {choice("changedBy", panels.changedBy(), panels.anyone(), changerOptions())}
      <div className="sticky -bottom-3 -mx-3 -mb-3 flex justify-between gap-2 border-line border-t bg-surface p-3">
        <Button variant="quiet" disabled={Object.keys(filters).length === 0} onClick={() => onChange({})}>
          {filteringWords.clearFilters()}
        </Button>
        <Button onClick={onDone}>{panels.done()}</Button>
      </div>
    </div>
  );
}

interface ChoiceProps {
  label: string;
  /** What nothing chosen is called. */
  none: string;
  value: string;
  options: Options;
  onChange: (value: string) => void;
}

function Choice({ label, none, value, options, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      {(wiring) => (
        <select {...wiring} value={value} onChange={(event) => onChange(event.target.value)} className={controlClass({}, "pr-8")}>
          <option value="">{none}</option>
          {options.map(([name, text]) => (
            <option key={name} value={name}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Day({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <Field label={label}>
      {(wiring) => (
        <input {...wiring} type="date" value={value} onChange={(event) => onChange(event.target.value)} className={controlClass()} />
      )}
    </Field>
  );
}

function InUse({ field, value, onChange }: { field: ValueField; value: string; onChange: (value: string) => void }) {
  const inUse = useQuery(valuesInUseOptions(field));
  // The value in the address stays a choice, even when no hire has it now.
  const values = [...new Set([...(value ? [value] : []), ...(inUse.data ?? [])])];
  const none = inUse.isPending ? m.loading() : inUse.isError ? panels.valuesFailed() : panels.any();
  return (
    <Choice label={fieldWords.label({ field })} none={none} value={value} options={values.map((one) => [one, one])} onChange={onChange} />
  );
}
