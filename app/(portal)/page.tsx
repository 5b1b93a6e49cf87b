import type { Metadata } from "next";
import { Dashboard } from "@/components/dashboard/dashboard";
import { KnownDashboard } from "@/components/known/known-dashboard";
import { requireSessionUser } from "@/lib/auth/session";
import * as m from "@/lib/messages/generated/layout";
import { dashboardPageOf } from "@/lib/workflows/operate/for-pages/dashboard-page";

export function generateMetadata(): Metadata {
  return { title: m.dashboard() };
}

export default async function HomePage() {
  const { name, permissions, ...user } = await requireSessionUser();
  const read = await dashboardPageOf(user, permissions.includes("settings.manage"));
  return (
    <KnownDashboard read={read}>
      <Dashboard firstName={name.split(" ")[0] ?? name} />
    </KnownDashboard>
  );
}
