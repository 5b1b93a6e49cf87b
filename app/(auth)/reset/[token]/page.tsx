import type { Metadata } from "next";
import { headers } from "next/headers";
import { ResetForm } from "@/components/auth/reset-form";
import { Providers } from "@/components/layout/providers";
import { PublicPage } from "@/components/layout/public-page";
import { callerAddress } from "@/lib/auth/caller";
import * as m from "@/lib/messages/generated/auth";
import { resetRequestPage } from "@/lib/platform/paths/pages";
import { readResetLink } from "@/lib/workflows/accounts/reset-password";

export function generateMetadata(): Metadata {
  return { title: m.resetTitle() };
}

export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const view = await readResetLink(token, callerAddress(await headers()));
  return (
    <PublicPage>
      {view.state === "open" ? (
        <>
          <h1 className="mt-8">{m.resetTitle()}</h1>
          <p className="mt-1 break-words text-ink-soft">{m.resetIntro({ email: view.email })}</p>
          <Providers>
            <ResetForm token={token} email={view.email} />
          </Providers>
        </>
      ) : (
        <>
          <h1 className="mt-8">{view.state === "throttled" ? m.joinThrottled() : m.joinEnded()}</h1>
          <p className="mt-1 text-pretty text-ink-soft">{view.state === "throttled" ? m.joinThrottledText() : m.resetEndedText()}</p>
          <p className="mt-4">
            <a href={resetRequestPage} className="text-accent underline underline-offset-2">
              {m.resetAgain()}
            </a>
          </p>
        </>
      )}
    </PublicPage>
  );
}
