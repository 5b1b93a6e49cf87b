import type { Metadata } from "next";
import { NotPermitted } from "@/components/layout/not-permitted";
import { TeamSettings } from "@/components/team/team-settings";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";
import * as layout from "@/lib/messages/generated/layout";
import * as m from "@/lib/messages/generated/team";

export function generateMetadata(): Metadata {
  return { title: m.title() };
}

export default async function TeamPage() {
  const { role } = await requireSessionUser();
  return (
    <>
      <Breadcrumb crumbs={[{ label: layout.settingsGroup() }, { label: m.title() }]} />
      <h1 className="mt-1">{m.title()}</h1>
      <p className="mt-1 text-ink-soft">{m.intro()}</p>
      {isAllowed(role, "team.manage") ? <TeamSettings /> : <NotPermitted title={m.title()}>{m.adminsDecide()}</NotPermitted>}
    </>
  );
}
