"use client";

import { type CardForm, SettingCard } from "@/components/settings/setting-card";
import { type PayField, payName, paySources } from "@/lib/compensation/rules";
import { listOf } from "@/lib/messages/format";
import * as settings from "@/lib/messages/generated/settings";
import * as m from "@/lib/messages/generated/settings/compensation";

/** Which custom fields of Greenhouse are read as compensation. */
export function CompensationCard() {
  return (
    <SettingCard
      name="compensation"
      title={m.title()}
      about={m.about()}
      describe={{ fields: (fields) => (fields.length === 0 ? m.none() : listOf(fields.map(({ key }) => key))) }}
      effect={() => m.effect()}
    >
      {(form) => <Fields form={form} />}
    </SettingCard>
  );
}

interface Offered extends PayField {
  name: string;
}

function Fields({ form: { values, base, change } }: { form: CardForm<"compensation"> }) {
  const { fields } = values;
  const met = base.available.flatMap(({ from, key, name }): Offered[] => {
    const source = paySources.find((one) => one === from);
    return source ? [{ from: source, key, name }] : [];
  });
  const unmet = fields
    .filter((field) => !met.some((one) => payName(one) === payName(field)))
    .map((field) => ({ ...field, name: field.key }));
  const offered = [...met, ...unmet];
  if (offered.length === 0) return <p className="rounded-control bg-sunken p-3 text-ink-soft">{settings.noCustomFields()}</p>;
  const toggle = ({ from, key }: PayField, isOn: boolean) =>
    change({ fields: isOn ? [...fields, { from, key }] : fields.filter((one) => payName(one) !== payName({ from, key })) });
  return (
    <fieldset>
      <legend className="sr-only">{m.title()}</legend>
      <div className="grid gap-x-4 sm:grid-cols-2">
        {offered.map((one) => (
          <label key={payName(one)} className="flex min-h-9 min-w-0 cursor-pointer items-center gap-2.5 pointer-coarse:min-h-11">
            <input
              type="checkbox"
              className="size-4 shrink-0 accent-(--accent) pointer-coarse:size-5"
              checked={fields.some((field) => payName(field) === payName(one))}
              onChange={(event) => toggle(one, event.target.checked)}
            />
            <span className="wrap-anywhere min-w-0">{settings.source({ source: one.from, name: one.name })}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
