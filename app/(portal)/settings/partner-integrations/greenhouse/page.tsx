import type { Metadata } from "next";
import { GreenhouseSettings } from "@/components/connections/greenhouse-settings";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";
import { approvalErrors } from "@/lib/connections/schema";
import * as m from "@/lib/messages/generated/connections";
import * as layout from "@/lib/messages/generated/layout";
import { partnerIntegrationsPage } from "@/lib/platform/paths/pages";

export function generateMetadata(): Metadata {
  return { title: m.greenhouse() };
}

interface GreenhousePageProps {
  searchParams: Promise<{ connected?: string | string[]; error?: string | string[] }>;
}

export default async function GreenhousePage({ searchParams }: GreenhousePageProps) {
  const { role } = await requireSessionUser();
  const { connected, error } = await searchParams;
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: layout.settingsGroup() },
          { label: layout.partnerIntegrations(), href: partnerIntegrationsPage },
          { label: m.greenhouse() },
        ]}
      />
      <GreenhouseSettings
        canChange={isAllowed(role, "greenhouse.manage")}
        returned={{ connected: connected === "1", error: approvalErrors.find((one) => one === error) ?? null }}
      />
    </>
  );
}
