"use client";

import { type CardForm, SettingCard } from "@/components/settings/setting-card";
import { controlClass, Field } from "@/components/ui/field";
import { RadioList } from "@/components/ui/radio-list";
import { quantity } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/settings";

/** How often Greenhouse is synced. */
export function SyncCard() {
  return (
    <SettingCard
      name="sync"
      title={m.syncInterval()}
      about={m.syncIntervalAbout()}
      describe={{ intervalMinutes: (minutes) => (minutes === null ? m.defaults() : quantity(minutes, "minute")) }}
      effect={() => m.syncIntervalEffect()}
    >
      {(form) => <Interval form={form} />}
    </SettingCard>
  );
}

function Interval({ form: { values, base, change } }: { form: CardForm<"sync"> }) {
  const { intervalMinutes } = values;
  const { defaultMinutes } = base;
  const usual = defaultMinutes < 1 ? quantity(defaultMinutes * 60, "second") : quantity(defaultMinutes, "minute");
  return (
    <RadioList
      label={m.syncInterval()}
      selected={intervalMinutes === null ? "default" : "own"}
      onSelect={(choice) => change({ intervalMinutes: choice === "default" ? null : 60 })}
      options={[
        { id: "default", label: m.defaultInterval({ interval: usual }) },
        {
          id: "own",
          label: m.customInterval(),
          extra: (
            <Field label={m.minutesBetween()} hint={m.minutesHint()}>
              {(wiring) => (
                <input
                  {...wiring}
                  type="number"
                  min={1}
                  max={1440}
                  value={intervalMinutes ?? ""}
                  onChange={(event) => change({ intervalMinutes: Number(event.target.value) })}
                  className={controlClass({}, "w-28!")}
                />
              )}
            </Field>
          ),
        },
      ]}
    />
  );
}
