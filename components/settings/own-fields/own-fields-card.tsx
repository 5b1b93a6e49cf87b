"use client";

import { Plus } from "lucide-react";
import { useEffect, useState } from "react";
import { keyFor } from "@/components/settings/own-fields/key";
import { OwnFieldRow } from "@/components/settings/own-fields/own-field-row";
import { type CardForm, SettingCard } from "@/components/settings/setting-card";
import { Button } from "@/components/ui/button";
import { useGo } from "@/components/ui/unsaved/use-go";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { listOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/settings/own-fields";

/** The fields that the organization adds to its records. */
export function OwnFieldsCard() {
  return (
    <SettingCard
      name="own_fields"
      title={m.title()}
      about={m.about()}
      describe={{ fields: (fields) => (fields.length === 0 ? m.none() : listOf(fields.map(fieldText))) }}
      question={async ({ fields }, before) => {
        const removed = before.fields.filter(({ key }) => !fields.some((one) => one.key === key));
        if (removed.length === 0) return null;
        const names = listOf(removed.map(({ label }) => label));
        return {
          title: m.removeQuestion({ count: removed.length, names }),
          text: m.removeText({ count: removed.length }),
          action: m.removeAndSave(),
        };
      }}
      effect={() => m.effect()}
    >
      {(form) => <Fields form={form} />}
    </SettingCard>
  );
}

function fieldText({ label, type }: OwnField): string {
  return m.fieldOfType({ label, type });
}

function Fields({ form: { values, base, change } }: { form: CardForm<"own_fields"> }) {
  useFreshPages(base.version);
  const { fields } = values;
  const put = (next: OwnField[]) => change({ fields: next });
  return (
    <>
      {fields.length === 0 ? <p>{m.none()}</p> : null}
      <ol className="space-y-3">
        {Array.from(fields.entries(), ([at, field]) => {
          const others = fields.toSpliced(at, 1);
          const isStored = base.fields.some(({ key }) => key === field.key);
          return (
            // A new field's key follows its label, so its place names it here.
            <li key={at} className="rounded-control border border-line p-3">
              <OwnFieldRow
                number={at + 1}
                total={fields.length}
                field={field}
                isStored={isStored}
                onChange={(next) =>
                  put(fields.with(at, isStored ? next : { ...next, key: keyFor(next.label, [...others, ...base.fields]) }))
                }
                onMove={(to) => put(others.toSpliced(to, 0, field))}
                onRemove={() => put(others)}
              />
            </li>
          );
        })}
      </ol>
      <Button
        className="mt-3"
        icon={<Plus className="size-4" aria-hidden />}
        onClick={() => put([...fields, { key: keyFor("", [...fields, ...base.fields]), label: "", type: "text" }])}
      >
        {m.add()}
      </Button>
    </>
  );
}

/** Has the pages know the fields as soon as another version is stored: they come with the frame. */
function useFreshPages(version: number): void {
  const { refresh } = useGo();
  const [first] = useState(version);
  useEffect(() => {
    if (version !== first) refresh();
  }, [version, first, refresh]);
}
