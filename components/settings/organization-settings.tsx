"use client";

import { useCallback, useState } from "react";
import { ImportRulesCard } from "@/components/settings/import-rules-card";
import { MappingCard } from "@/components/settings/mapping-card";
import { PackagesCard } from "@/components/settings/packages-card";
import { RequiredFieldsCard } from "@/components/settings/required-fields-card";
import { SyncCard } from "@/components/settings/sync-card";
import { Card } from "@/components/ui/card";
import { UnsavedGuard } from "@/components/ui/unsaved-guard";
import type { SettingName } from "@/lib/settings/schema";

/** What an organization decides about its new hires, each matter saved by itself. */
export function OrganizationSettings() {
  const [dirty, setDirty] = useState<Partial<Record<SettingName, boolean>>>({});
  const note = useCallback(
    (name: SettingName, isDirty: boolean) => setDirty((before) => (before[name] === isDirty ? before : { ...before, [name]: isDirty })),
    [],
  );
  const onRequired = useCallback((isDirty: boolean) => note("required_fields", isDirty), [note]);
  const onRules = useCallback((isDirty: boolean) => note("import_rules", isDirty), [note]);
  const onPackages = useCallback((isDirty: boolean) => note("packages", isDirty), [note]);
  const onMapping = useCallback((isDirty: boolean) => note("field_mapping", isDirty), [note]);
  const onSync = useCallback((isDirty: boolean) => note("sync", isDirty), [note]);
  return (
    <div className="mt-5 grid grid-cols-[minmax(0,1fr)] gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <UnsavedGuard active={Object.values(dirty).some(Boolean)} />
      <div className="space-y-4">
        <RequiredFieldsCard onDirty={onRequired} />
        <ImportRulesCard onDirty={onRules} />
        <PackagesCard onDirty={onPackages} />
        <MappingCard onDirty={onMapping} />
        <SyncCard onDirty={onSync} />
      </div>
      <aside aria-label="Help">
        <HowCard />
      </aside>
    </div>
  );
}

function HowCard() {
  return (
    <Card title="How this works">
      <ol className="mt-3 list-decimal space-y-3 pl-4 text-pretty text-ink-soft">
        <li>A sync brings who is hired in Greenhouse. The field mapping says which custom fields are read.</li>
        <li>Import rules say who of them is taken. The others wait under Not imported.</li>
        <li>Whoever lacks a required field is pending until Greenhouse, or one of you, fills it in.</li>
        <li>The invitation goes out as decided under Invitations, and the package goes with it.</li>
      </ol>
    </Card>
  );
}
