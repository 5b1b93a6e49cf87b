import type { Metadata } from "next";
import { HireRecord } from "@/components/hires/record/hire-record";
import { requireSessionUser } from "@/lib/auth/session";
import * as m from "@/lib/messages/generated/hires/record";
import type { HireId } from "@/lib/platform/ids";

export function generateMetadata(): Metadata {
  return { title: m.pageTitle() };
}

export default async function NewHirePage({ params }: { params: Promise<{ newHireId: HireId }> }) {
  await requireSessionUser();
  const { newHireId } = await params;
  return <HireRecord key={newHireId} id={newHireId} />;
}
