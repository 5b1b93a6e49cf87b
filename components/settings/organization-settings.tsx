"use client";

import { useCallback, useState } from "react";
import { ImportRulesCard } from "@/components/settings/import-rules-card";
import { MappingCard } from "@/components/settings/mapping-card";
import { PackagesCard } from "@/components/settings/packages-card";
import { RequiredFieldsCard } from "@/components/settings/required-fields-card";
import { RetentionCard } from "@/components/settings/retention-card";
import { SyncCard } from "@/components/settings/sync-card";
import { Card } from "@/components/ui/card";
import { UnsavedGuard } from "@/components/ui/unsaved-guard";
import * as m from "@/lib/messages/generated/settings";
import type { SettingName } from "@/lib/settings/schema";

/** What an organization decides about its new hires; each setting is saved on its own. */
export function OrganizationSettings() {
  const [dirty, setDirty] = useState<Partial<Record<SettingName, boolean>>>({});
  const note = useCallback(
    (name: SettingName, isDirty: boolean) => setDirty((before) => (before[name] === isDirty ? before : { ...before, [name]: isDirty })),
    [],
  );
  return (
    <div className="mt-5 grid grid-cols-[minmax(0,1fr)] gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <UnsavedGuard active={Object.values(dirty).some(Boolean)} />
      <div className="space-y-4">
        <RequiredFieldsCard onDirty={note} />
        <ImportRulesCard onDirty={note} />
        <PackagesCard onDirty={note} />
        <MappingCard onDirty={note} />
        <SyncCard onDirty={note} />
        <RetentionCard onDirty={note} />
      </div>
      <aside aria-label={m.help()}>
        <HowCard />
      </aside>
    </div>
  );
}

function HowCard() {
  return (
    <Card title={m.howTitle()}>
      <ol className="mt-3 list-decimal space-y-3 pl-4 text-pretty text-ink-soft">
        <li>{m.howSync()}</li>
        <li>{m.howRules()}</li>
        <li>{m.howPending()}</li>
        <li>{m.howInvited()}</li>
      </ol>
    </Card>
  );
}
