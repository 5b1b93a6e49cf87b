import { Notice } from "@/components/ui/notice";
import { noteRoute, path } from "@/lib/platform/paths";

/** What became of a note, as the page's address says it after sending one. */
export const noteOutcomes = ["sent", "not-sent"] as const;
export type NoteOutcome = (typeof noteOutcomes)[number];

/** Tells HR that something is not right; a plain form, so that it works without a script. */
export function NoteToHr({ token, outcome }: { token: string; outcome: NoteOutcome | null }) {
  return (
    <section aria-label="Tell HR" className="mt-6">
      {outcome === "sent" ? (
        <Notice role="status" tone="invited" title="Thank you. HR has what you wrote." className="mb-4">
          They will look at it and get back to you. You can go on meanwhile.
        </Notice>
      ) : null}
      {outcome === "not-sent" ? (
        <Notice role="alert" tone="danger" title="What you wrote could not be sent." className="mb-4">
          Wait a while and try again, with fewer than 2,000 characters, or tell the person who hired you.
        </Notice>
      ) : null}
      <details open={outcome === "not-sent"} className="rounded-card border border-line bg-surface px-5">
        <summary className="cursor-pointer rounded-control py-3.5 text-ink-soft">
          {outcome === "sent" ? "Something else is not right?" : "Something is not right?"}
        </summary>
        <form method="post" action={path(noteRoute, token)} className="pb-5">
          <label htmlFor="note" className="block font-medium">
            What is not right?
          </label>
          <p id="note-hint" className="text-ink-soft text-sm">
            Your name, your job, your first day: HR reads it and corrects it.
          </p>
          <textarea
            id="note"
            name="text"
            required
            maxLength={2000}
            rows={4}
            aria-describedby="note-hint"
            className="mt-2 block w-full rounded-control border border-line-strong/60 bg-surface px-3 py-2"
          />
          <button
            type="submit"
            className="mt-3 flex h-12 w-full items-center justify-center rounded-control border border-line bg-surface px-5 font-medium transition-colors duration-150 hover:bg-sunken"
          >
            Send to HR
          </button>
        </form>
      </details>
    </section>
  );
}
