"use client";

import { SettingCard } from "@/components/settings/setting-card";
import { controlClass, Field } from "@/components/ui/field";
import { RadioList } from "@/components/ui/radio-list";
import { CREATE_NOTES } from "@/lib/greenhouse/v3/permissions";
import { quantity } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/settings/rehire";
import { type EraseChoice, eraseModes } from "@/lib/settings/greenhouse/rules";
import { eraseRange, graceRange } from "@/lib/settings/greenhouse/schema";

/** What happens to people who are no longer hired in Greenhouse, or hired there again. */
export function GreenhouseCard() {
  return (
    <SettingCard
      name="greenhouse"
      title={m.title()}
      about={m.about()}
      describe={{
        graceHours: (hours) => (hours === 0 ? m.noWait() : quantity(hours, "hour")),
        rehire: (choice) => m.choice({ choice }),
        erase: eraseText,
        notesBack: notesText,
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
          <RadioList
            label={m.eraseLabel()}
            selected={values.erase.mode}
            onSelect={(mode) => change({ erase: { ...values.erase, mode } })}
            options={eraseModes.map((mode) => ({ id: mode, label: m.eraseMode({ mode }) }))}
          />
          {values.erase.mode === "after_days" ? (
            <Field label={m.eraseDays()} hint={m.eraseDaysHint({ min: String(eraseRange.min), max: String(eraseRange.max) })}>
              {(wiring) => (
                <input
                  {...wiring}
                  type="number"
                  min={eraseRange.min}
                  max={eraseRange.max}
                  value={Number.isNaN(values.erase.days) ? "" : values.erase.days}
                  onChange={({ target }) =>
                    change({ erase: { ...values.erase, days: target.value === "" ? Number.NaN : Number(target.value) } })
                  }
                  className={controlClass({}, "w-28!")}
                />
              )}
            </Field>
          ) : null}
          <RadioList
            label={m.notesLabel()}
            selected={values.notesBack ? "on" : "off"}
            onSelect={(choice) => change({ notesBack: choice === "on" })}
            options={([true, false] as const).map((isOn) => ({ id: isOn ? "on" : "off", label: notesText(isOn) }))}
          />
        </div>
      )}
    </SettingCard>
  );
}

function notesText(isOn: boolean): string {
  return m.notes({ choice: isOn ? "on" : "off", scope: CREATE_NOTES });
}

function eraseText({ mode, days }: EraseChoice): string {
  return mode === "after_days" ? m.eraseAfter({ days: quantity(days, "day") }) : m.eraseMode({ mode });
}
