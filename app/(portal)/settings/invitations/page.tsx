import type { Metadata } from "next";
import { BrandingCard } from "@/components/invitations/branding/branding-card";
import { InvitationSettings } from "@/components/invitations/invitation-settings";
import { SettingsForHr } from "@/components/invitations/settings-for-hr";
import { HowThisWorks } from "@/components/layout/how-this-works";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";
import * as m from "@/lib/messages/generated/invitations";
import * as layout from "@/lib/messages/generated/layout";

export function generateMetadata(): Metadata {
  return { title: layout.invitationSettings() };
}

export default async function InvitationSettingsPage() {
  const { role } = await requireSessionUser();
  return (
    <>
      <Breadcrumb crumbs={[{ label: layout.settingsGroup() }, { label: layout.invitationSettings() }]} />
      <div className="mt-1 flex flex-wrap items-center gap-3">
        <h1>{layout.invitationSettings()}</h1>
        <div className="ml-auto">
          <HowThisWorks>
            <p>{m.helpTiming()}</p>
            <p>{m.helpTemplate()}</p>
            <p>{m.helpTest()}</p>
          </HowThisWorks>
        </div>
      </div>
      {isAllowed(role, "settings.manage") ? (
        <>
          <InvitationSettings />
          <BrandingCard />
        </>
      ) : (
        <SettingsForHr />
      )}
    </>
  );
}
