import type { Metadata } from "next";
import { InvitationSettings } from "@/components/invitations/invitation-settings";
import { SettingsForHr } from "@/components/invitations/settings-for-hr";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Invitations" };

export default async function InvitationSettingsPage() {
  const { role } = await requireSessionUser();
  return (
    <>
      <Breadcrumb crumbs={[{ label: "System Settings" }, { label: "Invitations" }]} />
      <h1 className="mt-1">Invitations</h1>
      {isAllowed(role, "admin") ? <InvitationSettings /> : <SettingsForHr />}
    </>
  );
}
