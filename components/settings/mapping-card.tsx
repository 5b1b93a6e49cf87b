"use client";

import { useQuery } from "@tanstack/react-query";
import { Eye, Plus, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { FieldSelect } from "@/components/settings/field-select";
import { SettingCard } from "@/components/settings/setting-card";
import { useSetting } from "@/components/settings/use-setting";
import { Button, IconButton } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { hireFields } from "@/lib/hire-fields/schema";
import * as fieldWords from "@/lib/messages/generated/hires/fields";
import { newHirePage, path } from "@/lib/platform/paths";
import { settingPreviewOptions } from "@/lib/settings/queries";
import type { CustomField, FieldMapping, SettingPreview } from "@/lib/settings/schema";

const idOf = ({ from, key }: Pick<CustomField, "from" | "key">) => `${from} ${key}`;
const sources: Record<CustomField["from"], string> = { candidate: "candidate", offer: "offer", application: "application" };

/** Which custom fields of Greenhouse fill which of ours. */
export function MappingCard({ onDirty }: { onDirty: (isDirty: boolean) => void }) {
  const { form, query } = useSetting("field_mapping", ({ mappings }) => ({ mappings }));
  // It asks Greenhouse, so it is asked for by a person, once.
  const [asked, setAsked] = useState<FieldMapping[] | null>(null);
  const preview = useQuery({
    ...settingPreviewOptions("field_mapping", { mappings: asked ?? [] }),
    enabled: asked !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <SettingCard
      title="Field mapping"
      about="A custom field that your organization made in Greenhouse can fill one of ours. Where it has no value, the field comes from where it usually does; what HR entered stays HR’s."
      form={form}
      query={query}
      onDirty={onDirty}
      effect="Saving reads everybody again from Greenhouse, with a sync that starts at once."
    >
      {({ value: { mappings }, base: { available }, change, isDirty }) => {
        const taken = mappings.map(({ field }) => field);
        const free = hireFields.find((field) => !taken.includes(field));
        const put = (next: FieldMapping[]) => {
          setAsked(null);
          change({ mappings: next });
        };
        return (
          <>
            {available.length === 0 ? (
              <p className="rounded-control bg-sunken p-3 text-ink-soft">
                No custom field was met in Greenhouse yet. They appear here once a sync has read hires that have some.
              </p>
            ) : null}
            <ul className="space-y-2">
              {mappings.map((mapping, at) => (
                <li key={mapping.field} className="flex flex-wrap items-center gap-2">
                  <FieldSelect
                    label={`Our field ${at + 1}`}
                    value={mapping.field}
                    taken={taken}
                    onChange={(field) => put(mappings.with(at, { ...mapping, field }))}
                  />
                  <span className="text-ink-soft">comes from</span>
                  <SourceSelect number={at + 1} mapping={mapping} available={available} onChange={(next) => put(mappings.with(at, next))} />
                  <IconButton
                    label={`Remove the mapping of ${fieldWords.name({ field: mapping.field })}`}
                    onClick={() => put(mappings.toSpliced(at, 1))}
                  >
                    <Trash2 className="size-4" aria-hidden />
                  </IconButton>
                </li>
              ))}
            </ul>
            <div className="mt-3 flex flex-wrap gap-2">
              <Button
                icon={<Plus className="size-4" aria-hidden />}
                disabled={!free || available.length === 0}
                onClick={() => {
                  const [first] = available;
                  if (free && first) put([...mappings, { field: free, from: first.from, key: first.key }]);
                }}
              >
                Map a field
              </Button>
              {isDirty ? (
                <Button
                  icon={<Eye className="size-4" aria-hidden />}
                  busy={preview.isFetching}
                  onClick={() => (asked ? void preview.refetch() : setAsked(mappings))}
                >
                  Preview on real hires
                </Button>
              ) : null}
            </div>
            {asked && preview.error ? (
              <Notice role="alert" tone="danger" className="mt-3" title="Nothing could be previewed">
                {preview.error.message}
              </Notice>
            ) : null}
            {asked && preview.data ? <PreviewTable preview={preview.data} /> : null}
          </>
        );
      }}
    </SettingCard>
  );
}

interface SourceSelectProps {
  number: number;
  mapping: FieldMapping;
  available: CustomField[];
  onChange: (mapping: FieldMapping) => void;
}

function SourceSelect({ number, mapping, available, onChange }: SourceSelectProps) {
  const known = available.some((one) => idOf(one) === idOf(mapping));
  return (
    <select
      aria-label={`Greenhouse’s field ${number}`}
      value={idOf(mapping)}
      onChange={(event) => {
        const chosen = available.find((one) => idOf(one) === event.target.value);
        if (chosen) onChange({ ...mapping, from: chosen.from, key: chosen.key });
      }}
      className={controlClass({}, "w-auto! max-w-full pr-8")}
    >
      {known ? null : (
        <option value={idOf(mapping)}>
          {mapping.key} ({sources[mapping.from]}) · not met yet
        </option>
      )}
      {available.map((one) => (
        <option key={idOf(one)} value={idOf(one)}>
          {one.name} ({sources[one.from]}) · in {one.seen.toLocaleString("en")} {one.seen === 1 ? "hire" : "hires"}
        </option>
      ))}
    </select>
  );
}

function PreviewTable({ preview }: { preview: SettingPreview<"field_mapping"> }) {
  if (preview.items.length === 0) {
    return <p className="mt-3 text-ink-soft">Nothing to show: no field changes, or no hire could be read.</p>;
  }
  const empty = <span className="text-ink-faint">empty</span>;
  return (
    <div className="mt-3 overflow-x-auto">
      <table className="w-full text-left">
        <caption className="pb-1 text-left text-ink-soft text-xs">Read from Greenhouse now; nothing is saved.</caption>
        <thead className="text-ink-faint text-xs">
          <tr className="border-line border-b">
            {["New hire", "Field", "Now", "Would be"].map((title) => (
              <th key={title} scope="col" className="py-2 pr-4 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.items.flatMap(({ id, name, fields }) =>
            fields.map(({ field, now, next, problem, keptByHr }) => (
              <tr key={`${id} ${field}`} className="border-line border-b last:border-0">
                <td className="py-2 pr-4">
                  <Link href={path(newHirePage, id)} target="_blank" className="text-accent underline underline-offset-2">
                    {name}
                  </Link>
                </td>
                <td className="py-2 pr-4">{fieldWords.label({ field })}</td>
                <td className="py-2 pr-4">{now ?? empty}</td>
                <td className="py-2">
                  {next ?? empty}
                  {problem ? <span className="block text-danger text-xs">Not valid for this field</span> : null}
                  {keptByHr ? <span className="block text-ink-soft text-xs">HR set this one; their value stays</span> : null}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}
