import type { Metadata } from "next";
import { TeamSettings } from "@/components/team/team-settings";
import { AdminsDecide } from "@/components/ui/admins-decide";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage() {
  const { role } = await requireSessionUser();
  return (
    <>
      <Breadcrumb crumbs={[{ label: "System Settings" }, { label: "Team" }]} />
      <h1 className="mt-1">Team</h1>
      <p className="mt-1 text-ink-soft">Who works in the portal.</p>
      {isAllowed(role, "admin") ? (
        <TeamSettings />
      ) : (
        <AdminsDecide title="Team">An admin of your organization invites and removes people, and says who is an admin.</AdminsDecide>
      )}
    </>
  );
}
