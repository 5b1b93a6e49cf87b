"use client";

import { useOwnFields } from "@/components/hires/own-fields";
import { Counted } from "@/components/settings/counted";
import { type CardForm, SettingCard } from "@/components/settings/setting-card";
import { useSettingPreview } from "@/components/settings/use-setting-preview";
import type { FieldName } from "@/lib/hire-fields/fields";
import { fieldNames, inOrder } from "@/lib/hire-fields/own/rules";
import { fieldLabel } from "@/lib/hire-fields/own/words";
import { listOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/settings";

/** Which fields a record needs before the invitation is sent. */
export function RequiredFieldsCard() {
  const own = useOwnFields();
  return (
    <SettingCard
      name="required_fields"
      title={m.requiredFields()}
      about={m.requiredFieldsAbout()}
      describe={{ fields: (fields) => listOf(fields.map((field) => fieldLabel(field, own))) }}
      effect={({ values }) => <Effect fields={values.fields} />}
    >
      {(form) => <Fields form={form} />}
    </SettingCard>
  );
}

function Fields({ form: { values, change } }: { form: CardForm<"required_fields"> }) {
  const own = useOwnFields();
  const names = fieldNames(own);
  const toggle = (field: FieldName, isOn: boolean) =>
    change({ fields: inOrder(isOn ? [...values.fields, field] : values.fields.filter((one) => one !== field)) });
  return (
    <fieldset>
      <legend className="sr-only">{m.requiredFields()}</legend>
      <div className="grid gap-x-4 sm:grid-cols-2">
        {names.map((field) => (
          <label key={field} className="flex min-h-9 cursor-pointer items-center gap-2.5 pointer-coarse:min-h-11">
            <input
              type="checkbox"
              className="size-4 accent-(--accent) pointer-coarse:size-5"
              checked={values.fields.includes(field)}
              disabled={field === "personalEmail"}
              onChange={(event) => toggle(field, event.target.checked)}
            />
            {fieldLabel(field, own)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Effect({ fields }: { fields: FieldName[] }) {
  const preview = useSettingPreview("required_fields", { fields });
  return <Counted preview={preview}>{(counts) => <Becoming {...counts} />}</Counted>;
}

function Becoming({ becomePending, becomeComplete }: { becomePending: number; becomeComplete: number }) {
  if (becomePending + becomeComplete === 0) return m.noneAffected();
  return (
    <>
      {becomePending > 0 ? <>{m.becomePending({ count: becomePending })} </> : null}
      {becomeComplete > 0 ? <>{m.becomeComplete({ count: becomeComplete })} </> : null}
      {m.completeAreInvited()}
    </>
  );
}
