"use client";

import { SettingCard } from "@/components/settings/setting-card";
import { RadioList } from "@/components/ui/radio-list";
import { secondFactorDemands } from "@/lib/auth/second-factor/rules";
import * as m from "@/lib/messages/generated/second-factor";

/** Who of an organization's users has to have a second factor. */
export function SecondFactorSetting() {
  return (
    <SettingCard
      name="second_factor"
      title={m.title()}
      about={m.settingAbout()}
      labels={{ required: m.settingLabel() }}
      describe={{ required: (demand) => m.demand({ demand }) }}
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
  );
}
