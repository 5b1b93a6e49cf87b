import type { Metadata } from "next";
import { HireRecord } from "@/components/hires/record/hire-record";
import { KnownRecord } from "@/components/known/known-record";
import { requireSessionUser } from "@/lib/auth/session";
import * as m from "@/lib/messages/generated/hires/record";
import { type HireId, hireIdSchema } from "@/lib/platform/ids";
import { recordPageOf } from "@/lib/workflows/operate/for-pages/record-page";

export function generateMetadata(): Metadata {
  return { title: m.pageTitle() };
}

export default async function NewHirePage({ params }: { params: Promise<{ newHireId: HireId }> }) {
  const user = await requireSessionUser();
  const { newHireId } = await params;
  const { data: id } = hireIdSchema.safeParse(newHireId);
  return (
    <KnownRecord read={id ? await recordPageOf(user, id) : null}>
      <HireRecord key={newHireId} id={newHireId} />
    </KnownRecord>
  );
}
