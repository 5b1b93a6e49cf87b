import type { Metadata } from "next";
import { headers } from "next/headers";
import { InvitationPage } from "@/components/onboarding/invitation-page";
import { noteOutcomes } from "@/components/onboarding/note-to-hr";
import { callerAddress } from "@/lib/auth/caller";
import * as m from "@/lib/messages/generated/onboarding";
import { openInvitation } from "@/lib/workflows/invite/open-invitation";
import { refusedNote } from "@/lib/workflows/invite/refused-note";

export function generateMetadata(): Metadata {
  return { title: { absolute: m.title() } };
}

interface OnboardingPageProps {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ note?: string | string[] }>;
}

export default async function OnboardingPage({ params, searchParams }: OnboardingPageProps) {
  const { token } = await params;
  const { note } = await searchParams;
  const outcome = noteOutcomes.find((one) => one === note) ?? null;
  const view = await openInvitation(token, callerAddress(await headers()));
  return <InvitationPage token={token} view={view} note={{ outcome, refused: outcome === "not-sent" ? await refusedNote() : "" }} />;
}
