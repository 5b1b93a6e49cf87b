import { Contact } from "@/components/onboarding/contact";
import { NoteToHr, type SentNote } from "@/components/onboarding/note-to-hr";
import { Facts, Welcome } from "@/components/onboarding/welcome";
import { primaryAction, StartButton } from "@/components/onboarding/welcome-head";
import { MessagePage } from "@/components/ui/message-page";
import type { InvitationView } from "@/lib/invitations/schema";
import { clockTime, dateOf, plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/onboarding";
import { path } from "@/lib/platform/paths/address";
import { startOnboardingRoute } from "@/lib/platform/paths/service";

/** A moment by the employer's clock, whose zone is named. */
function momentWords(at: Date, timeZone: string): { day: string; time: string } {
  return { day: dateOf(at, timeZone, "full"), time: clockTime(at, timeZone, "named") };
}

interface InvitationPageProps {
  token: string;
  view: InvitationView;
  note: SentNote;
}

/** The new hire's page in each of its states. */
export function InvitationPage({ token, view, note }: InvitationPageProps) {
  switch (view.state) {
    case "open":
      return (
        <Welcome token={token} employer={view.employer} title={view.firstName ? m.welcomeName({ name: view.firstName }) : m.welcome()}>
          <p className="mt-3 text-pretty text-ink-soft">{view.hasForms ? m.forms() : m.formsFollow({ employer: view.employer.name })}</p>
          <Facts
            facts={[
              { label: m.role(), value: view.jobTitle },
              { label: m.firstDay(), value: view.startDate && plainDate(view.startDate, "full") },
              { label: m.location(), value: view.location },
              { label: m.manager(), value: view.managerName },
            ]}
          />
          <form method="post" action={path(startOnboardingRoute, token)} className="mt-6">
            <StartButton type="submit" />
          </form>
          <NoteToHr token={token} note={note} />
          <Contact employer={view.employer} managerName={view.managerName} />
          <p className="mt-2 text-ink-faint text-xs">{m.linkIsPrivate(momentWords(view.expiresAt, view.timeZone))}</p>
        </Welcome>
      );
    case "accepted":
      return (
        <Welcome token={token} employer={view.employer} title={view.firstName ? m.startedName({ name: view.firstName }) : m.started()}>
          <p className="mt-3 text-pretty text-ink-soft">
            {view.onwardUrl ? m.pickUp() : m.employerKnows({ employer: view.employer.name })}
          </p>
          {view.startDate ? <p className="mt-1 text-ink-soft">{m.yourFirstDay({ day: plainDate(view.startDate, "full") })}</p> : null}
          {view.onwardUrl ? (
            <a href={view.onwardUrl} rel="noreferrer" className={`mt-6 ${primaryAction}`}>
              {m.continueOnboarding()}
            </a>
          ) : null}
          <NoteToHr token={token} note={note} />
          <Contact employer={view.employer} managerName={view.managerName} />
        </Welcome>
      );
    case "suspended":
      return (
        <Welcome token={token} employer={view.employer} title={m.waitTitle()}>
          <p className="mt-3 text-pretty text-ink-soft">{m.waitText({ employer: view.employer.name })}</p>
          <NoteToHr token={token} note={note} />
          <Contact employer={view.employer} managerName={view.managerName} />
        </Welcome>
      );
    case "dead":
      return (
        <main className="text-base">
          <MessagePage title={m.deadTitle({ reason: view.reason })}>
            {note.outcome === "not-sent" ? <p className="mb-3 text-ink">{m.noteDead()}</p> : null}
            {view.reason === "replaced" && view.newer
              ? m.newer({ ...momentWords(view.newer.at, view.newer.timeZone), to: view.newer.sentTo })
              : m.deadText({ reason: view.reason })}
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
