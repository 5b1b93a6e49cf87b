"use client";

import { useCallback, useState } from "react";
import { SettingCard } from "@/components/settings/setting-card";
import { RadioList } from "@/components/ui/radio-list";
import { UnsavedGuard } from "@/components/ui/unsaved-guard";
import { secondFactorDemands } from "@/lib/auth/second-factor/rules";
import * as m from "@/lib/messages/generated/second-factor";
import type { SettingName } from "@/lib/settings/schema";

/** Who of an organization's users has to have a second factor. */
export function SecondFactorSetting() {
  const [isDirty, setDirty] = useState(false);
  const note = useCallback((_: SettingName, dirty: boolean) => setDirty(dirty), []);
  return (
    <>
      <UnsavedGuard active={isDirty} />
      <SettingCard
        name="second_factor"
        title={m.title()}
        about={m.settingAbout()}
        labels={{ required: m.settingLabel() }}
        describe={{ required: (demand) => m.demand({ demand }) }}
        onDirty={note}
        effect={() => m.settingEffect()}
      >
        {({ values, change }) => (
          <RadioList
            label={m.settingLabel()}
            options={secondFactorDemands.map((demand) => ({ id: demand, label: m.demand({ demand }) }))}
            selected={values.required}
            onSelect={(required) => change({ required })}
          />
        )}
      </SettingCard>
    </>
  );
}
