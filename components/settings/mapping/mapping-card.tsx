"use client";

import { useQuery } from "@tanstack/react-query";
import { Eye, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useOwnFields } from "@/components/hires/own-fields";
import { FieldSelect } from "@/components/settings/field-select";
import { PreviewTable } from "@/components/settings/mapping/preview-table";
import { Translations } from "@/components/settings/mapping/translations";
import { type CardForm, SettingCard } from "@/components/settings/setting-card";
import { Button, IconButton } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { fieldNames } from "@/lib/hire-fields/own/rules";
import { fieldLabel } from "@/lib/hire-fields/own/words";
import { listOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/settings";
import type { AvailableField, FieldMapping } from "@/lib/settings/mapping/schema";
import { settingPreviewOptions } from "@/lib/settings/queries";

const idOf = ({ from, key }: Pick<AvailableField, "from" | "key">) => `${from} ${key}`;

/** Which custom fields of Greenhouse fill which of ours. */
export function MappingCard() {
  const own = useOwnFields();
  return (
    <SettingCard
      name="field_mapping"
      title={m.fieldMapping()}
      about={m.fieldMappingAbout()}
      describe={{
        mappings: (mappings) => (mappings.length === 0 ? m.none() : listOf(mappings.map((mapping) => mappingText(mapping, own)))),
      }}
      effect={() => m.fieldMappingEffect()}
    >
      {(form) => <Mappings form={form} />}
    </SettingCard>
  );
}

function mappingText({ field, from, key, translate }: FieldMapping, own: readonly OwnField[]): string {
  const text = m.mapping({ field: fieldLabel(field, own), source: m.source({ source: from, name: key }) });
  return translate.length === 0 ? text : `${text} (${m.translations({ count: translate.length })})`;
}

function Mappings({ form: { values, base, change, isDirty } }: { form: CardForm<"field_mapping"> }) {
  const { mappings } = values;
  const { available } = base;
  // It reads from Greenhouse, so a person starts it.
  const [asked, setAsked] = useState<FieldMapping[] | null>(null);
  const preview = useQuery({
    ...settingPreviewOptions("field_mapping", { mappings: asked ?? [] }),
    enabled: asked !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const taken = mappings.map(({ field }) => field);
  const own = useOwnFields();
  const free = fieldNames(own).find((field) => !taken.includes(field));
  const put = (next: FieldMapping[]) => {
    setAsked(null);
    change({ mappings: next });
  };
  return (
    <>
      {available.length === 0 ? <p className="rounded-control bg-sunken p-3 text-ink-soft">{m.noCustomFields()}</p> : null}
      <ul className="space-y-2">
        {mappings.map((mapping, at) => (
          <li key={mapping.field} className="flex flex-wrap items-center gap-2">
            <FieldSelect
              label={m.mappedField({ n: at + 1 })}
              value={mapping.field}
              taken={taken}
              onChange={(field) => put(mappings.with(at, { ...mapping, field }))}
            />
            <span className="text-ink-soft">{m.comesFrom()}</span>
            <SourceSelect number={at + 1} mapping={mapping} available={available} onChange={(next) => put(mappings.with(at, next))} />
            <IconButton label={m.removeMapping({ field: fieldLabel(mapping.field, own) })} onClick={() => put(mappings.toSpliced(at, 1))}>
              <Trash2 className="size-4" aria-hidden />
            </IconButton>
            <Translations
              mapping={mapping}
              untranslated={available.find((one) => idOf(one) === idOf(mapping))?.values ?? []}
              onChange={(next) => put(mappings.with(at, next))}
            />
          </li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          icon={<Plus className="size-4" aria-hidden />}
          disabled={!free || available.length === 0}
          onClick={() => {
            const [first] = available;
            if (free && first) put([...mappings, { field: free, from: first.from, key: first.key, translate: [], unknown: "keep" }]);
          }}
        >
          {m.mapField()}
        </Button>
        {isDirty ? (
          <Button
            icon={<Eye className="size-4" aria-hidden />}
            busy={preview.isFetching}
            onClick={() => (asked ? void preview.refetch() : setAsked(mappings))}
          >
            {m.previewMapping()}
          </Button>
        ) : null}
      </div>
      {asked && preview.error ? (
        <Notice role="alert" tone="danger" className="mt-3" title={m.previewFailed()}>
          {preview.error.message}
        </Notice>
      ) : null}
      {asked && preview.data ? <PreviewTable preview={preview.data} /> : null}
    </>
  );
}

interface SourceSelectProps {
  number: number;
  mapping: FieldMapping;
  available: AvailableField[];
  onChange: (mapping: FieldMapping) => void;
}

function SourceSelect({ number, mapping, available, onChange }: SourceSelectProps) {
  const known = available.some((one) => idOf(one) === idOf(mapping));
  return (
    <select
      aria-label={m.sourceField({ n: number })}
      value={idOf(mapping)}
      onChange={(event) => {
        const chosen = available.find((one) => idOf(one) === event.target.value);
        if (chosen) onChange({ ...mapping, from: chosen.from, key: chosen.key });
      }}
      className={controlClass({}, "w-auto! max-w-full pr-8")}
    >
      {known ? null : (
        <option value={idOf(mapping)}>{m.sourceUnseen({ source: m.source({ source: mapping.from, name: mapping.key }) })}</option>
      )}
      {available.map((one) => (
        <option key={idOf(one)} value={idOf(one)}>
          {m.sourceSeen({ source: m.source({ source: one.from, name: one.name }), count: one.seen })}
        </option>
      ))}
    </select>
  );
}
