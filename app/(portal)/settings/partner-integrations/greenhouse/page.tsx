import type { Metadata } from "next";
import { GreenhouseSettings } from "@/components/connections/greenhouse-settings";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";
import { approvalErrors } from "@/lib/connections/schema";
import { partnerIntegrationsPage } from "@/lib/platform/paths";

export const metadata: Metadata = { title: "Greenhouse" };

interface GreenhousePageProps {
  searchParams: Promise<{ connected?: string | string[]; error?: string | string[] }>;
}

export default async function GreenhousePage({ searchParams }: GreenhousePageProps) {
  const { role } = await requireSessionUser();
  const { connected, error } = await searchParams;
  return (
    <>
      <Breadcrumb
        crumbs={[{ label: "System Settings" }, { label: "Partner Integrations", href: partnerIntegrationsPage }, { label: "Greenhouse" }]}
      />
      <GreenhouseSettings
        canChange={isAllowed(role, "admin")}
        returned={{ connected: connected === "1", error: approvalErrors.find((one) => one === error) ?? null }}
      />
    </>
  );
}
