"use client";

import { CompensationCard } from "@/components/settings/compensation/compensation-card";
import { GreenhouseCard } from "@/components/settings/greenhouse-card";
import { ImportRulesCard } from "@/components/settings/import-rules-card";
import { MappingCard } from "@/components/settings/mapping/mapping-card";
import { OwnFieldsCard } from "@/components/settings/own-fields/own-fields-card";
import { PackagesCard } from "@/components/settings/packages-card";
import { RequiredFieldsCard } from "@/components/settings/required-fields-card";
import { RetentionCard } from "@/components/settings/retention-card";
import { SyncCard } from "@/components/settings/sync-card";
import { Card } from "@/components/ui/card";
import * as m from "@/lib/messages/generated/settings";

/** What an organization decides about its new hires; each setting is saved on its own. */
export function OrganizationSettings() {
  return (
    <div className="mt-5 grid grid-cols-[minmax(0,1fr)] gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="space-y-4">
        <RequiredFieldsCard />
        <OwnFieldsCard />
        <ImportRulesCard />
        <PackagesCard />
        <MappingCard />
        <CompensationCard />
        <SyncCard />
        <GreenhouseCard />
        <RetentionCard />
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
