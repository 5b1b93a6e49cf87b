import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/auth/sign-in-form";
import { Mark } from "@/components/layout/brand";
import { Providers } from "@/components/layout/providers";
import { currentActor } from "@/lib/auth/session";
import * as m from "@/lib/messages/generated/auth";
import { dashboardPage } from "@/lib/platform/paths";

export function generateMetadata(): Metadata {
  return { title: m.signIn() };
}

// Only a path of this portal; "//host" and "/\host" are other sites to a browser.
function samePortal(next: string | string[] | undefined): string {
  return typeof next === "string" && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next) ? next : dashboardPage;
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = samePortal((await searchParams).next);
  if (await currentActor()) redirect(next);
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="flex items-center gap-2.5">
          <Mark className="size-9" />
          <p className="font-semibold text-lg tracking-tight">EMPTrust</p>
        </div>
        <h1 className="mt-8">{m.signIn()}</h1>
        <p className="mt-1 text-ink-soft">{m.intro()}</p>
        <Providers>
          <SignInForm next={next} />
        </Providers>
        <p className="mt-6 text-ink-faint text-xs">{m.forgotPassword()}</p>
      </div>
    </main>
  );
}
