import type { Metadata } from "next";
import { PublicPage } from "@/components/layout/public-page";
import { requireSessionUser } from "@/lib/auth/session";
import * as m from "@/lib/messages/generated/auth";

export function generateMetadata(): Metadata {
  return { title: m.signedInTitle() };
}

/** Where a sign-in ends that another tab waits for. */
export default async function SignedInPage() {
  await requireSessionUser();
  return (
    <PublicPage>
      <h1 className="mt-8">{m.signedInTitle()}</h1>
      <p className="mt-1 text-ink-soft">{m.signedInText()}</p>
    </PublicPage>
  );
}
