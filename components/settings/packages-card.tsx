"use client";

import { Plus, Trash2 } from "lucide-react";
import { FieldSelect } from "@/components/settings/field-select";
import { type CardForm, SettingCard } from "@/components/settings/setting-card";
import { ValueList } from "@/components/settings/value-list";
import { Button, IconButton } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { listOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/settings";
import type { OnboardingPackage } from "@/lib/settings/schema";

const fresh: OnboardingPackage = { name: "", when: [{ field: "location", values: [] }] };

/** Which set of forms a hire gets. */
export function PackagesCard() {
  return (
    <SettingCard
      name="packages"
      title={m.packages()}
      about={m.packagesAbout()}
      labels={{ default: m.defaultPackage() }}
      describe={{
        packages: (packages) => (packages.length === 0 ? m.none() : listOf(packages.map(({ name }) => name))),
        default: (name) => name ?? m.none(),
      }}
      effect={() => m.packagesEffect()}
    >
      {(form) => <Packages form={form} />}
    </SettingCard>
  );
}

function Packages({ form: { values, change } }: { form: CardForm<"packages"> }) {
  const { packages } = values;
  return (
    <>
      <ol className="space-y-3">
        {[...packages.entries()].map(([at, one]) => (
          <li key={at} className="rounded-control border border-line p-3">
            <PackageEditor
              number={at + 1}
              value={one}
              onChange={(next) => change({ packages: packages.with(at, next) })}
              onRemove={() => change({ packages: packages.toSpliced(at, 1) })}
            />
          </li>
        ))}
      </ol>
      <Button className="mt-3" icon={<Plus className="size-4" aria-hidden />} onClick={() => change({ packages: [...packages, fresh] })}>
        {m.addPackage()}
      </Button>
      <div className="mt-4 max-w-72">
        <Field label={m.defaultPackage()} hint={m.defaultPackageHint()}>
          {(wiring) => (
            <input
              {...wiring}
              value={values.default ?? ""}
              maxLength={100}
              autoComplete="off"
              onChange={(event) => change({ default: event.target.value === "" ? null : event.target.value })}
              className={controlClass()}
            />
          )}
        </Field>
      </div>
    </>
  );
}

interface PackageEditorProps {
  number: number;
  value: OnboardingPackage;
  onChange: (value: OnboardingPackage) => void;
  onRemove: () => void;
}

function PackageEditor({ number, value, onChange, onRemove }: PackageEditorProps) {
  return (
    <div className="space-y-3">
      <div className="flex items-center gap-2">
        <input
          aria-label={m.packageName({ n: number })}
          placeholder={m.packageNamePlaceholder()}
          value={value.name}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => onChange({ ...value, name: event.target.value })}
          className={controlClass()}
        />
        <IconButton label={m.removePackage({ n: number })} onClick={onRemove}>
          <Trash2 className="size-4" aria-hidden />
        </IconButton>
      </div>
      {[...value.when.entries()].map(([at, condition]) => (
        <div key={at} className="flex flex-wrap items-start gap-2">
          <span className="flex h-9 items-center text-ink-soft">{at === 0 ? m.conditionIf() : m.conditionAnd()}</span>
          <FieldSelect
            label={m.conditionField({ n: at + 1, package: number })}
            value={condition.field}
            onChange={(field) => onChange({ ...value, when: value.when.with(at, { field, values: [] }) })}
          />
          <span className="flex h-9 items-center text-ink-soft">{m.isOneOf()}</span>
          <ValueList
            field={condition.field}
            values={condition.values}
            onChange={(values) => onChange({ ...value, when: value.when.with(at, { ...condition, values }) })}
          />
          {value.when.length > 1 ? (
            <IconButton
              label={m.removeCondition({ n: at + 1, package: number })}
              onClick={() => onChange({ ...value, when: value.when.toSpliced(at, 1) })}
            >
              <Trash2 className="size-4" aria-hidden />
            </IconButton>
          ) : null}
        </div>
      ))}
      <Button variant="quiet" onClick={() => onChange({ ...value, when: [...value.when, { field: "department", values: [] }] })}>
        {m.addCondition()}
      </Button>
    </div>
  );
}
