"use client";

import { useState } from "react";
import type { ListFilters } from "@/components/hires/filters/list-address";
import { controlClass, Field } from "@/components/ui/field";
import { startWindows } from "@/lib/hires/codes";
import * as panelWords from "@/lib/messages/generated/hires/filter-panel";
import * as panels from "@/lib/messages/generated/hires/panels";

const BETWEEN = "between";

interface StartFilterProps {
  filters: ListFilters;
  onChange: (filters: ListFilters) => void;
}

/** Start dates relative to today, which stay true in a saved view, or between two dates. */
export function StartFilter({ filters, onChange }: StartFilterProps) {
  const { starts, startFrom, startTo, ...others } = filters;
  const [isBetween, setBetween] = useState(false);
  const hasDates = startFrom !== undefined || startTo !== undefined || (isBetween && starts === undefined);

  function choose(value: string): void {
    setBetween(value === BETWEEN);
    const window = startWindows.find((one) => one === value);
    onChange(window ? { ...others, starts: window } : others);
  }

  return (
    <>
      <Field label={panelWords.startDate()}>
        {(wiring) => (
          <select
            {...wiring}
            value={starts ?? (hasDates ? BETWEEN : "")}
            onChange={(event) => choose(event.target.value)}
            className={controlClass({}, "pr-8")}
          >
            <option value="">{panels.any()}</option>
            {startWindows.map((window) => (
              <option key={window} value={window}>
                {panelWords.window({ window })}
              </option>
            ))}
            <option value={BETWEEN}>{panelWords.betweenDates()}</option>
          </select>
        )}
      </Field>
      {hasDates ? (
        <div className="grid grid-cols-2 gap-3">
          <Day
            label={panels.startsFrom()}
            value={startFrom}
            onChange={(day) => onChange({ ...others, ...(startTo && { startTo }), ...(day && { startFrom: day }) })}
          />
          <Day
            label={panels.startsTo()}
            value={startTo}
            onChange={(day) => onChange({ ...others, ...(startFrom && { startFrom }), ...(day && { startTo: day }) })}
          />
        </div>
      ) : null}
    </>
  );
}

function Day({ label, value = "", onChange }: { label: string; value: string | undefined; onChange: (value: string) => void }) {
  return (
    <Field label={label}>
      {(wiring) => (
        <input {...wiring} type="date" value={value} onChange={(event) => onChange(event.target.value)} className={controlClass()} />
      )}
    </Field>
  );
}
