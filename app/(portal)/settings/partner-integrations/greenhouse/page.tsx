import type { Metadata } from "next";
import { GreenhouseSettings } from "@/components/integrations/greenhouse-settings";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Greenhouse" };

export default async function GreenhousePage() {
  const { role } = await requireSessionUser();
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: "System Settings" },
          { label: "Partner Integrations", href: "/settings/partner-integrations" },
          { label: "Greenhouse" },
        ]}
      />
      <GreenhouseSettings canChange={isAllowed(role, "admin")} />
    </>
  );
}
