import * as ui from "@/lib/messages/generated/ui";

/** The words that try again, after a sentence that says what failed. */
export function TryAgain({ onAgain }: { onAgain: () => void }) {
  return (
    <button type="button" className="min-h-6 underline underline-offset-2" onClick={onAgain}>
      {ui.tryAgain()}
    </button>
  );
}
