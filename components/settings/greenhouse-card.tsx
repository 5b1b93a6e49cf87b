"use client";

import { SettingCard } from "@/components/settings/setting-card";
import { controlClass, Field } from "@/components/ui/field";
import { RadioList } from "@/components/ui/radio-list";
import { quantity } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/settings/rehire";
import { graceRange } from "@/lib/settings/schema";

/** What happens to people whom Greenhouse no longer shows as hired, and when they are hired again. */
export function GreenhouseCard() {
  return (
    <SettingCard
      name="greenhouse"
      title={m.title()}
      about={m.about()}
      describe={{
        graceHours: (hours) => (hours === 0 ? m.noWait() : quantity(hours, "hour")),
        rehire: (choice) => m.choice({ choice }),
      }}
      effect={() => m.effect()}
    >
      {({ values, change }) => (
        <div className="space-y-4">
          <Field label={m.hours()} hint={m.hoursHint({ min: String(graceRange.min), max: String(graceRange.max) })}>
            {(wiring) => (
              <input
                {...wiring}
                type="number"
                min={graceRange.min}
                max={graceRange.max}
                value={Number.isNaN(values.graceHours) ? "" : values.graceHours}
                // An empty field is no 0, which would withdraw at once.
                onChange={({ target }) => change({ graceHours: target.value === "" ? Number.NaN : Number(target.value) })}
                className={controlClass({}, "w-28!")}
              />
            )}
          </Field>
          <RadioList
            label={m.laterLabel()}
            selected={values.rehire}
            onSelect={(rehire) => change({ rehire })}
            options={(["resume", "invite_again"] as const).map((choice) => ({ id: choice, label: m.choice({ choice }) }))}
          />
        </div>
      )}
    </SettingCard>
  );
}
