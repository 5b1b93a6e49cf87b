import { Facts, Welcome } from "@/components/onboarding/welcome";
import { plainDate } from "@/components/ui/dates";
import { MessagePage } from "@/components/ui/message-page";
import type { DeadLinkReason, InvitationView } from "@/lib/invitations/schema";
import { inWords } from "@/lib/new-hires/rules";

const deadLinks: Record<DeadLinkReason, { title: string; whatToDo: string }> = {
  unknown: {
    title: "This link does not work",
    whatToDo: "It may have been cut off in the mail. Open it from the mail again, whole, or ask the person who hired you for a new one.",
  },
  expired: {
    title: "This link has expired",
    whatToDo: "Links work for a limited time, to keep your details safe. Ask the person who hired you to send a new one.",
  },
  replaced: {
    title: "There is a newer link",
    whatToDo: "A newer invitation was sent to you, and this one stopped working. Look for the newest mail in your inbox.",
  },
  withdrawn: {
    title: "This invitation is no longer open",
    whatToDo: "If you think that is a mistake, ask the person who hired you.",
  },
};

const button =
  "flex h-12 w-full items-center justify-center rounded-control bg-accent px-5 font-medium text-base text-on-accent transition-colors duration-150 hover:bg-accent-hover";

const greeting = (firstName: string) => (firstName ? `, ${firstName}` : "");

/** The new hire's page in each of its states. */
export function InvitationPage({ token, view }: { token: string; view: InvitationView }) {
  switch (view.state) {
    case "open":
      return (
        <Welcome employer={view.organizationName} title={`Welcome${greeting(view.firstName)}. We are glad you are joining us.`}>
          <p className="mt-3 text-pretty text-ink-soft">A few forms before your first day. You can stop at any time and come back.</p>
          <Facts
            facts={[
              { label: "Your role", value: view.jobTitle },
              { label: "First day", value: view.startDate && inWords(view.startDate) },
              { label: "Where", value: view.location },
              { label: "Your manager", value: view.managerName },
            ]}
          />
          <form method="post" action={`/api/onboarding/${encodeURIComponent(token)}/start`} className="mt-6">
            <button type="submit" className={button}>
              Start onboarding
            </button>
          </form>
          <p className="mt-10 text-ink-faint text-xs">
            This link is yours alone and works until {plainDate(view.expiresAt.toISOString().slice(0, 10), "long", undefined, "en-GB")}. If
            something here is not right, tell the person who hired you.
          </p>
        </Welcome>
      );
    case "accepted":
      return (
        <Welcome employer={view.organizationName} title={`Thank you${greeting(view.firstName)}. Your onboarding has started.`}>
          <p className="mt-3 text-pretty text-ink-soft">
            {view.onwardUrl
              ? "Go on where you left off, whenever you like."
              : "There is nothing more to do here. Your employer has the next steps for you."}
            {view.startDate ? ` Your first day is ${inWords(view.startDate)}.` : ""}
          </p>
          {view.onwardUrl ? (
            <a href={view.onwardUrl} rel="noreferrer" className={`mt-6 ${button}`}>
              Go on
            </a>
          ) : null}
        </Welcome>
      );
    case "dead":
      return (
        <main className="text-base">
          <MessagePage title={deadLinks[view.reason].title}>{deadLinks[view.reason].whatToDo}</MessagePage>
        </main>
      );
    case "throttled":
      return (
        <main className="text-base">
          <MessagePage title="This page was opened very often">
            Wait{" "}
            {Math.max(1, Math.ceil(view.retryAfterSeconds / 60)) === 1 ? "a minute" : `${Math.ceil(view.retryAfterSeconds / 60)} minutes`},
            then open your link again.
          </MessagePage>
        </main>
      );
  }
}
