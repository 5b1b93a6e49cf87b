"use client";

import { SettingCard } from "@/components/settings/setting-card";
import { useSetting } from "@/components/settings/use-setting";
import { controlClass, Field } from "@/components/ui/field";
import { RadioList } from "@/components/ui/radio-list";

const minutes = (count: number) => (count === 1 ? "minute" : `${count.toLocaleString("en")} minutes`);

/** How often Greenhouse is asked. */
export function SyncCard({ onDirty }: { onDirty: (isDirty: boolean) => void }) {
  const { form, query } = useSetting("sync", ({ intervalMinutes }) => ({ intervalMinutes }));
  return (
    <SettingCard
      title="Sync interval"
      about="With a web hook hires arrive within seconds whatever stands here; without one, at the next sync."
      form={form}
      query={query}
      onDirty={onDirty}
      effect="A shorter interval holds from now on, a longer one after the next sync."
    >
      {({ value: { intervalMinutes }, base: { defaultMinutes }, change }) => (
        <RadioList
          label="Sync interval"
          selected={intervalMinutes === null ? "default" : "own"}
          onSelect={(choice) => change({ intervalMinutes: choice === "default" ? null : 60 })}
          options={[
            { id: "default", label: `As this installation does: every ${minutes(defaultMinutes)}` },
            {
              id: "own",
              label: "Another interval",
              extra: (
                <Field label="Minutes between two syncs" hint="From 1 to 1440, which is a day.">
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
      )}
    </SettingCard>
  );
}
