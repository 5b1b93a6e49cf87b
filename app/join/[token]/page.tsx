import type { Metadata } from "next";
import { headers } from "next/headers";
import { Providers } from "@/components/layout/providers";
import { PublicPage } from "@/components/layout/public-page";
import { JoinForm } from "@/components/team/join-form";
import { callerAddress } from "@/lib/auth/caller";
import * as m from "@/lib/messages/generated/auth";
import { signInPage } from "@/lib/platform/paths/pages";
import { readJoinLink } from "@/lib/workflows/accounts/join-team";

export function generateMetadata(): Metadata {
  return { title: m.joinTitle() };
}

export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const view = await readJoinLink(token, callerAddress(await headers()));
  return (
    <PublicPage>
      {view.state === "open" ? (
        <>
          <h1 className="mt-8">{m.joinHeading({ organization: view.organizationName })}</h1>
          <p className="mt-1 break-words text-ink-soft">
            {view.hasAccount
              ? m.joinIntroKnown({ name: view.name, email: view.email })
              : m.joinIntro({ name: view.name, email: view.email })}
          </p>
          <Providers>
            <JoinForm token={token} email={view.email} hasAccount={view.hasAccount} />
          </Providers>
        </>
      ) : (
        <>
          <h1 className="mt-8">{view.state === "throttled" ? m.joinThrottled() : m.joinEnded()}</h1>
          <p className="mt-1 text-pretty text-ink-soft">{view.state === "throttled" ? m.joinThrottledText() : m.joinEndedText()}</p>
          <p className="mt-4">
            <a href={signInPage} className="text-accent underline underline-offset-2">
              {m.goToSignIn()}
            </a>
          </p>
        </>
      )}
    </PublicPage>
  );
}
