import type { Metadata } from "next";
import { NotPermitted } from "@/components/layout/not-permitted";
import { OrganizationSettings } from "@/components/settings/organization-settings";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";
import * as layout from "@/lib/messages/generated/layout";
import * as m from "@/lib/messages/generated/settings";

export function generateMetadata(): Metadata {
  return { title: layout.importAndRecords() };
}

export default async function NewHireSettingsPage() {
  const { role } = await requireSessionUser();
  return (
    <>
      <Breadcrumb crumbs={[{ label: layout.settingsGroup() }, { label: layout.importAndRecords() }]} />
      <h1 className="mt-1">{layout.importAndRecords()}</h1>
      <p className="mt-1 text-ink-soft">{m.intro()}</p>
      {isAllowed(role, "settings.manage") ? (
        <OrganizationSettings />
      ) : (
        <NotPermitted title={m.adminsDecideTitle()}>{m.adminsDecide()}</NotPermitted>
      )}
    </>
  );
}
