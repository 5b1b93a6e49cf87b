import type { Metadata } from "next";
import { headers } from "next/headers";
import { Mark } from "@/components/layout/brand";
import { Providers } from "@/components/layout/providers";
import { JoinForm } from "@/components/team/join-form";
import { callerAddress } from "@/lib/auth/sign-in";
import { signInPage } from "@/lib/platform/paths";
import { openJoinLink } from "@/lib/workflows/operate/team-mail";

export const metadata: Metadata = { title: "Join the team" };

export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const view = await openJoinLink(token, callerAddress(await headers()));
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="flex items-center gap-2.5">
          <Mark className="size-9" />
          <p className="font-semibold text-lg tracking-tight">EMPTrust</p>
        </div>
        {view.state === "open" ? (
          <>
            <h1 className="mt-8">Join {view.organizationName}</h1>
            <p className="mt-1 break-words text-ink-soft">
              {view.name}, choose a password. You sign in with {view.email}.
            </p>
            <Providers>
              <JoinForm token={token} email={view.email} />
            </Providers>
          </>
        ) : (
          <>
            <h1 className="mt-8">{view.state === "throttled" ? "Too many attempts" : "This link works no more"}</h1>
            <p className="mt-1 text-pretty text-ink-soft">
              {view.state === "throttled"
                ? "Wait a minute, then open the link again."
                : "It was used, ended after seven days, or a newer one was sent. Ask an admin of your organization to send you another one."}
            </p>
            <p className="mt-4">
              <a href={signInPage} className="text-accent underline underline-offset-2">
                Go to the sign-in page
              </a>
            </p>
          </>
        )}
      </div>
    </main>
  );
}
