"use client";

import { useCallback, useState } from "react";
import { type CardForm, SettingCard } from "@/components/settings/setting-card";
import { controlClass, Field } from "@/components/ui/field";
import { UnsavedGuard } from "@/components/ui/unsaved-guard";
import { sessionLimitRanges } from "@/lib/auth/rules";
import { quantity } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/settings";
import type { SettingName } from "@/lib/settings/schema";

/** When the sessions of an organization's users end. */
export function SessionsCard() {
  const [isDirty, setDirty] = useState(false);
  const note = useCallback((_: SettingName, dirty: boolean) => setDirty(dirty), []);
  return (
    <>
      <UnsavedGuard active={isDirty} />
      <SettingCard
        name="sessions"
        title={m.sessions()}
        about={m.sessionsAbout()}
        labels={{ idleHours: m.idleHours(), lifetimeDays: m.lifetimeDays() }}
        describe={{ idleHours: (hours) => quantity(hours, "hour"), lifetimeDays: (days) => quantity(days, "day") }}
        onDirty={note}
        effect={() => m.sessionsEffect()}
      >
        {(form) => (
          <div className="flex flex-wrap gap-x-6 gap-y-4">
            <Limit form={form} name="idleHours" label={m.idleHours()} />
            <Limit form={form} name="lifetimeDays" label={m.lifetimeDays()} />
          </div>
        )}
      </SettingCard>
    </>
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
