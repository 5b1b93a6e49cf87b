"use client";

import { Plus, Trash2 } from "lucide-react";
import { FieldSelect } from "@/components/settings/field-select";
import { SettingCard } from "@/components/settings/setting-card";
import { useSetting } from "@/components/settings/use-setting";
import { ValueList } from "@/components/settings/value-list";
import { Button, IconButton } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import type { OnboardingPackage } from "@/lib/settings/schema";

const fresh: OnboardingPackage = { name: "", when: [{ field: "location", values: [] }] };

/** Which set of forms a hire gets. */
export function PackagesCard({ onDirty }: { onDirty: (isDirty: boolean) => void }) {
  const { form, query } = useSetting("packages", ({ packages, default: fallback }) => ({ packages, default: fallback }));
  return (
    <SettingCard
      title="Onboarding packages"
      about="A package is a set of forms in EMPTrust, by its name there. A hire gets the first one whose conditions all hold; it is handed on when they start."
      form={form}
      query={query}
      onDirty={onDirty}
      effect="Counts for everybody who has not started yet."
    >
      {({ value, change }) => {
        const put = (at: number, one: OnboardingPackage) => change({ ...value, packages: value.packages.with(at, one) });
        return (
          <>
            <ol className="space-y-3">
              {[...value.packages.entries()].map(([at, one]) => (
                <li key={at} className="rounded-control border border-line p-3">
                  <PackageEditor
                    number={at + 1}
                    value={one}
                    onChange={(next) => put(at, next)}
                    onRemove={() => change({ ...value, packages: value.packages.toSpliced(at, 1) })}
                  />
                </li>
              ))}
            </ol>
            <Button
              className="mt-3"
              icon={<Plus className="size-4" aria-hidden />}
              onClick={() => change({ ...value, packages: [...value.packages, fresh] })}
            >
              Add a package
            </Button>
            <div className="mt-4 max-w-72">
              <Field label="Everybody else gets" hint="Left empty, they get none.">
                {(wiring) => (
                  <input
                    {...wiring}
                    value={value.default ?? ""}
                    maxLength={100}
                    autoComplete="off"
                    onChange={(event) => change({ ...value, default: event.target.value === "" ? null : event.target.value })}
                    className={controlClass()}
                  />
                )}
              </Field>
            </div>
          </>
        );
      }}
    </SettingCard>
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
          aria-label={`Name of package ${number}`}
          placeholder="Name of the package"
          value={value.name}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => onChange({ ...value, name: event.target.value })}
          className={controlClass()}
        />
        <IconButton label={`Remove package ${number}`} onClick={onRemove}>
          <Trash2 className="size-4" aria-hidden />
        </IconButton>
      </div>
      {[...value.when.entries()].map(([at, condition]) => (
        <div key={at} className="flex flex-wrap items-start gap-2">
          <span className="flex h-9 items-center text-ink-soft">{at === 0 ? "when the" : "and the"}</span>
          <FieldSelect
            label={`Field ${at + 1} of package ${number}`}
            value={condition.field}
            onChange={(field) => onChange({ ...value, when: value.when.with(at, { field, values: [] }) })}
          />
          <span className="flex h-9 items-center text-ink-soft">is one of</span>
          <ValueList
            field={condition.field}
            values={condition.values}
            onChange={(values) => onChange({ ...value, when: value.when.with(at, { ...condition, values }) })}
          />
          {value.when.length > 1 ? (
            <IconButton
              label={`Remove condition ${at + 1} of package ${number}`}
              onClick={() => onChange({ ...value, when: value.when.toSpliced(at, 1) })}
            >
              <Trash2 className="size-4" aria-hidden />
            </IconButton>
          ) : null}
        </div>
      ))}
      <Button variant="quiet" onClick={() => onChange({ ...value, when: [...value.when, { field: "department", values: [] }] })}>
        Add a condition
      </Button>
    </div>
  );
}
