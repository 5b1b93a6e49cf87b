import type { Metadata } from "next";
import { InvitationSettings } from "@/components/invitations/invitation-settings";
import { SettingsForHr } from "@/components/invitations/settings-for-hr";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { HowThisWorks } from "@/components/ui/how-this-works";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";
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
        <h1>Invitations</h1>
        <div className="ml-auto">
          <HowThisWorks>
            <p>When to send counts for everybody; on a record, you can decide otherwise for one hire.</p>
            <p>The words of the mail are yours. Variables such as the first name are put in for each hire.</p>
            <p>Preview with a real hire and send yourself a test before you save.</p>
          </HowThisWorks>
        </div>
      </div>
      {isAllowed(role, "admin") ? <InvitationSettings /> : <SettingsForHr />}
    </>
  );
}
