import type { Metadata } from "next";
import { OrganizationSettings } from "@/components/settings/organization-settings";
import { AdminsDecide } from "@/components/ui/admins-decide";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";
import * as layout from "@/lib/messages/generated/layout";

export function generateMetadata(): Metadata {
  return { title: layout.importAndRecords() };
}

export default async function NewHireSettingsPage() {
  const { role } = await requireSessionUser();
  return (
    <>
      <Breadcrumb crumbs={[{ label: layout.settingsGroup() }, { label: layout.importAndRecords() }]} />
      <h1 className="mt-1">{layout.importAndRecords()}</h1>
      <p className="mt-1 text-ink-soft">Who is taken from Greenhouse, what their record needs, and what they get.</p>
      {isAllowed(role, "admin") ? (
        <OrganizationSettings />
      ) : (
        <AdminsDecide title="Required fields, import rules and packages">
          An admin of your organization decides these. What a record lacks is said on the record itself.
        </AdminsDecide>
      )}
    </>
  );
}
