import type { Metadata } from "next";
import { headers } from "next/headers";
import { filterOfPage } from "@/components/hires/filters/list-address";
import { HireRecord } from "@/components/hires/record/hire-record";
import { KnownRecord } from "@/components/known/known-record";
import { requireSessionUser } from "@/lib/auth/session";
import * as m from "@/lib/messages/generated/hires/record";
import { type HireId, hireIdSchema } from "@/lib/platform/ids";
import { recordPageOf } from "@/lib/workflows/operate/for-pages/record-page";

export function generateMetadata(): Metadata {
  return { title: m.pageTitle() };
}

interface NewHirePageProps {
  params: Promise<{ newHireId: HireId }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function NewHirePage({ params, searchParams }: NewHirePageProps) {
  const user = await requireSessionUser();
  const { newHireId } = await params;
  const { data: id } = hireIdSchema.safeParse(newHireId);
  const list = await listToWalk(await searchParams);
  return (
    <KnownRecord read={id ? await recordPageOf(user, id, list) : null}>
      <HireRecord key={newHireId} id={newHireId} />
    </KnownRecord>
  );
}

/** Returns the list that the record was opened from. Null without one, and where the browser has the list, because it did not load the page again. */
async function listToWalk(given: Record<string, string | string[] | undefined>) {
  const isOpened = (await headers()).get("sec-fetch-dest") === "document";
  return isOpened && given.status !== undefined ? filterOfPage(given) : null;
}
