import type { Metadata } from "next";
import { GreenhouseCard } from "@/components/connections/greenhouse-card";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";
import * as m from "@/lib/messages/generated/connections";
import * as layout from "@/lib/messages/generated/layout";

export function generateMetadata(): Metadata {
  return { title: layout.partnerIntegrations() };
}

export default async function PartnerIntegrationsPage() {
  const { role } = await requireSessionUser();
  return (
    <>
      <Breadcrumb crumbs={[{ label: layout.settingsGroup() }, { label: layout.partnerIntegrations() }]} />
      <h1 className="mt-1">{layout.partnerIntegrations()}</h1>
      <p className="mt-1 mb-5 text-ink-soft">{m.partnersIntro()}</p>
      <GreenhouseCard canChange={isAllowed(role, "greenhouse.manage")} />
    </>
  );
}
