import { Notice } from "@/components/ui/notice";
import * as m from "@/lib/messages/generated/onboarding";
import { path } from "@/lib/platform/paths/address";
import { noteRoute } from "@/lib/platform/paths/service";

/** Outcomes of sending a note, as values of the page's `note` parameter. */
export const noteOutcomes = ["sent", "not-sent"] as const;
type NoteOutcome = (typeof noteOutcomes)[number];

/** What became of a note that was just sent; `refused` is its text where it was not taken. */
export interface SentNote {
  outcome: NoteOutcome | null;
  refused: string;
}

/** Lets the new hire report incorrect details to HR. A plain form, so it works without JavaScript. */
export function NoteToHr({ token, note: { outcome, refused } }: { token: string; note: SentNote }) {
  return (
    <section aria-label={m.noteSection()} className="mt-6">
      {outcome === "sent" ? (
        <Notice role="status" tone="info" title={m.noteSent()} className="mb-4">
          {m.noteSentText()}
        </Notice>
      ) : null}
      {outcome === "not-sent" ? (
        <Notice role="alert" tone="danger" title={m.noteFailed()} className="mb-4">
          {m.noteFailedText()}
        </Notice>
      ) : null}
      <details open={outcome === "not-sent"} className="rounded-card border border-line bg-surface px-5">
        <summary className="cursor-pointer rounded-control py-3.5 text-ink-soft">
          {outcome === "sent" ? m.noteMore() : m.noteQuestion()}
        </summary>
        <form method="post" action={path(noteRoute, token)} className="pb-5">
          <label htmlFor="note" className="block font-medium">
            {m.noteLabel()}
          </label>
          <p id="note-hint" className="text-ink-soft text-sm">
            {m.noteHint()}
          </p>
          <textarea
            id="note"
            name="text"
            required
            maxLength={2000}
            rows={4}
            defaultValue={refused}
            aria-describedby="note-hint"
            className="mt-2 block w-full rounded-control border border-line-strong/60 bg-surface px-3 py-2"
          />
          <button
            type="submit"
            className="mt-3 flex h-12 w-full items-center justify-center rounded-control border border-line bg-surface px-5 font-medium transition-colors duration-150 hover:bg-sunken"
          >
            {m.noteSend()}
          </button>
        </form>
      </details>
    </section>
  );
}
