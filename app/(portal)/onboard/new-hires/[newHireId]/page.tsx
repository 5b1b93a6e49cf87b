import type { Metadata } from "next";
import { HireRecord } from "@/components/hires/record/hire-record";
import { requireSessionUser } from "@/lib/auth/session";

export const metadata: Metadata = { title: "New hire" };

export default async function NewHirePage({ params }: { params: Promise<{ newHireId: string }> }) {
  await requireSessionUser();
  const { newHireId } = await params;
  return <HireRecord key={newHireId} id={newHireId} />;
}
