import type { Metadata } from "next";
import { headers } from "next/headers";
import { InvitationPage } from "@/components/onboarding/invitation-page";
import { callerAddress } from "@/lib/auth/sign-in";
import { openInvitation } from "@/lib/workflows/open-invitation";

export const metadata: Metadata = {
  title: { absolute: "Your onboarding" },
  // Under the answer's own "no-referrer" browsers send the form with `Origin: null`, which the API refuses as another
  // site. This keeps the address from other sites just as well.
  referrer: "same-origin",
};

export default async function OnboardingPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const view = await openInvitation(token, callerAddress(await headers()));
  return <InvitationPage token={token} view={view} />;
}
