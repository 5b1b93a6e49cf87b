"use client";

import { type CardForm, SettingCard } from "@/components/settings/setting-card";
import { controlClass, Field } from "@/components/ui/field";
import { sessionLimitRanges } from "@/lib/auth/rules";
import { quantity } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/settings";

/** When the sessions of an organization's users end. */
export function SessionsCard() {
  return (
    <SettingCard
      name="sessions"
      title={m.sessions()}
      about={m.sessionsAbout()}
      labels={{ idleHours: m.idleHours(), lifetimeDays: m.lifetimeDays() }}
      describe={{ idleHours: (hours) => quantity(hours, "hour"), lifetimeDays: (days) => quantity(days, "day") }}
      effect={() => m.sessionsEffect()}
    >
      {(form) => (
        <div className="flex flex-wrap gap-x-6 gap-y-4">
          <Limit form={form} name="idleHours" label={m.idleHours()} />
          <Limit form={form} name="lifetimeDays" label={m.lifetimeDays()} />
        </div>
      )}
    </SettingCard>
  );
}

function Limit({ form, name, label }: { form: CardForm<"sessions">; name: keyof typeof sessionLimitRanges; label: string }) {
  const { min, max } = sessionLimitRanges[name];
  return (
    <Field label={label}>
      {(wiring) => (
        <input
          {...wiring}
          type="number"
          min={min}
          max={max}
          value={form.values[name]}
          onChange={(event) => form.change({ [name]: Number(event.target.value) })}
          className={controlClass({}, "w-28!")}
        />
      )}
    </Field>
  );
}
