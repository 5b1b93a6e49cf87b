import { type NoteOutcome, NoteToHr } from "@/components/onboarding/note-to-hr";
import { Facts, Welcome } from "@/components/onboarding/welcome";
import { MessagePage } from "@/components/ui/message-page";
import type { DeadLink, InvitationView } from "@/lib/invitations/schema";
import { plainDate } from "@/lib/messages/format";
import { utcDay } from "@/lib/platform/calendar";
import { path, startOnboardingRoute } from "@/lib/platform/paths";

const deadLinks: Record<DeadLink["reason"], { title: string; whatToDo: string }> = {
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

/** "A newer invitation was sent to n•••@example.com on 3 May at 10:02 CEST." */
function newerWords({ sentTo, at, timeZone }: { sentTo: string; at: Date; timeZone: string }): string {
  const day = at.toLocaleDateString("en-GB", { timeZone, day: "numeric", month: "long" });
  const time = at.toLocaleTimeString("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", timeZoneName: "short" });
  return `A newer invitation was sent to ${sentTo} on ${day} at ${time}, and this link stopped working. Look for the newest mail there.`;
}

function whomToAsk(managerName: string | null): string {
  return managerName
    ? `Questions? Ask ${managerName}, your manager, or the person who hired you.`
    : "Questions? Ask the person who hired you.";
}

const greeting = (firstName: string) => (firstName ? `, ${firstName}` : "");

interface InvitationPageProps {
  token: string;
  view: InvitationView;
  /** What became of a note that was just sent to HR. */
  note: NoteOutcome | null;
}

/** The new hire's page in each of its states. */
export function InvitationPage({ token, view, note }: InvitationPageProps) {
  switch (view.state) {
    case "open":
      return (
        <Welcome employer={view.organizationName} title={`Welcome${greeting(view.firstName)}. We are glad you are joining us.`}>
          <p className="mt-3 text-pretty text-ink-soft">A few forms before your first day. You can stop at any time and come back.</p>
          <Facts
            facts={[
              { label: "Your role", value: view.jobTitle },
              { label: "First day", value: view.startDate && plainDate(view.startDate, "full") },
              { label: "Where", value: view.location },
              { label: "Your manager", value: view.managerName },
            ]}
          />
          <form method="post" action={path(startOnboardingRoute, token)} className="mt-6">
            <button type="submit" className={button}>
              Start onboarding
            </button>
          </form>
          <NoteToHr token={token} outcome={note} />
          <p className="mt-8 text-pretty text-ink-soft text-sm">{whomToAsk(view.managerName)}</p>
          <p className="mt-2 text-ink-faint text-xs">
            This link is yours alone and works until {plainDate(utcDay(view.expiresAt), "long")}.
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
            {view.startDate ? ` Your first day is ${plainDate(view.startDate, "full")}.` : ""}
          </p>
          {view.onwardUrl ? (
            <a href={view.onwardUrl} rel="noreferrer" className={`mt-6 ${button}`}>
              Go on
            </a>
          ) : null}
          <NoteToHr token={token} outcome={note} />
        </Welcome>
      );
    case "dead":
      return (
        <main className="text-base">
          <MessagePage title={deadLinks[view.reason].title}>
            {note === "not-sent" ? <p className="mb-3 text-ink">What you wrote was not sent, because this link no longer works.</p> : null}
            {view.reason === "replaced" && view.newer ? newerWords(view.newer) : deadLinks[view.reason].whatToDo}
          </MessagePage>
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
