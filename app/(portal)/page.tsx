import type { Metadata } from "next";
import { Dashboard } from "@/components/dashboard/dashboard";
import { requireSessionUser } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Dashboard" };

export default async function HomePage() {
  const { name } = await requireSessionUser();
  return <Dashboard firstName={name.split(" ")[0] ?? name} />;
}
