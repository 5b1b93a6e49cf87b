import type { Metadata } from "next";
import { Dashboard } from "@/components/dashboard/dashboard";
import { requireSessionUser } from "@/lib/auth/session";
import * as m from "@/lib/messages/generated/layout";

export function generateMetadata(): Metadata {
  return { title: m.dashboard() };
}

export default async function HomePage() {
  const { name } = await requireSessionUser();
  return <Dashboard firstName={name.split(" ")[0] ?? name} />;
}
