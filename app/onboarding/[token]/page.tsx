import type { Metadata } from "next";
import { headers } from "next/headers";
import { InvitationPage } from "@/components/onboarding/invitation-page";
import { callerAddress } from "@/lib/auth/sign-in";
import { openInvitation } from "@/lib/workflows/open-invitation";

export const metadata: Metadata = { title: { absolute: "Your onboarding" } };

export default async function OnboardingPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const view = await openInvitation(token, callerAddress(await headers()));
  return <InvitationPage token={token} view={view} />;
}
