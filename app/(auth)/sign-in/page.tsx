import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInPanel } from "@/components/auth/sign-in-panel";
import { Providers } from "@/components/layout/providers";
import { PublicPage } from "@/components/layout/public-page";
import { currentActor } from "@/lib/auth/session";
import * as m from "@/lib/messages/generated/auth";
import { resetRequestPage, samePortal } from "@/lib/platform/paths/pages";
import { ssoRefusalOf } from "@/lib/sso/rules";

export function generateMetadata(): Metadata {
  return { title: m.signIn() };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const next = samePortal(query.next);
  if (await currentActor()) redirect(next);
  return (
    <PublicPage>
      <h1 className="mt-8">{m.signIn()}</h1>
      <p className="mt-1 text-ink-soft">{m.intro()}</p>
      <Providers>
        <SignInPanel next={next} refused={ssoRefusalOf(query.sso)} />
      </Providers>
      <p className="mt-6">
        <a href={resetRequestPage} className="text-accent underline underline-offset-2">
          {m.forgotPassword()}
        </a>
      </p>
    </PublicPage>
  );
}
