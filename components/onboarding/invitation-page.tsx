import { type NoteOutcome, NoteToHr } from "@/components/onboarding/note-to-hr";
import { Facts, Welcome } from "@/components/onboarding/welcome";
import { MessagePage } from "@/components/ui/message-page";
import type { InvitationView } from "@/lib/invitations/schema";
import { clockTime, dateOf, plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/onboarding";
import { utcDay } from "@/lib/platform/calendar";
import { path, startOnboardingRoute } from "@/lib/platform/paths";

const button =
  "flex h-12 w-full items-center justify-center rounded-control bg-accent px-5 font-medium text-base text-on-accent transition-colors duration-150 hover:bg-accent-hover";

function newerLink({ sentTo, at, timeZone }: { sentTo: string; at: Date; timeZone: string }): string {
  return m.newer({ day: dateOf(at, timeZone), time: clockTime(at, timeZone, "named"), to: sentTo });
}

interface InvitationPageProps {
  token: string;
  view: InvitationView;
  /** The outcome of a note that was just sent to HR. */
  note: NoteOutcome | null;
}

/** The new hire's page in each of its states. */
export function InvitationPage({ token, view, note }: InvitationPageProps) {
  switch (view.state) {
    case "open":
      return (
        <Welcome employer={view.organizationName} title={view.firstName ? m.welcomeName({ name: view.firstName }) : m.welcome()}>
          <p className="mt-3 text-pretty text-ink-soft">{m.forms()}</p>
          <Facts
            facts={[
              { label: m.role(), value: view.jobTitle },
              { label: m.firstDay(), value: view.startDate && plainDate(view.startDate, "full") },
              { label: m.location(), value: view.location },
              { label: m.manager(), value: view.managerName },
            ]}
          />
          <form method="post" action={path(startOnboardingRoute, token)} className="mt-6">
            <button type="submit" className={button}>
              {m.start()}
            </button>
          </form>
          <NoteToHr token={token} outcome={note} />
          <p className="mt-8 text-pretty text-ink-soft text-sm">{view.managerName ? m.askManager({ name: view.managerName }) : m.ask()}</p>
          <p className="mt-2 text-ink-faint text-xs">{m.linkIsPrivate({ day: plainDate(utcDay(view.expiresAt), "full") })}</p>
        </Welcome>
      );
    case "accepted":
      return (
        <Welcome employer={view.organizationName} title={view.firstName ? m.startedName({ name: view.firstName }) : m.started()}>
          <p className="mt-3 text-pretty text-ink-soft">{view.onwardUrl ? m.pickUp() : m.nothingMore()}</p>
          {view.startDate ? <p className="mt-1 text-ink-soft">{m.yourFirstDay({ day: plainDate(view.startDate, "full") })}</p> : null}
          {view.onwardUrl ? (
            <a href={view.onwardUrl} rel="noreferrer" className={`mt-6 ${button}`}>
              {m.continueOnboarding()}
            </a>
          ) : null}
          <NoteToHr token={token} outcome={note} />
        </Welcome>
      );
    case "dead":
      return (
        <main className="text-base">
          <MessagePage title={m.deadTitle({ reason: view.reason })}>
            {note === "not-sent" ? <p className="mb-3 text-ink">{m.noteDead()}</p> : null}
            {view.reason === "replaced" && view.newer ? newerLink(view.newer) : m.deadText({ reason: view.reason })}
          </MessagePage>
        </main>
      );
    case "throttled":
      return (
        <main className="text-base">
          <MessagePage title={m.throttled()}>
            {m.throttledText({ minutes: Math.max(1, Math.ceil(view.retryAfterSeconds / 60)) })}
          </MessagePage>
        </main>
      );
  }
}
