import * as ui from "@/lib/messages/generated/ui";

interface TryAgainProps {
  onAgain: () => void;
  /** It is being tried; a press does nothing until that has ended. */
  isBusy?: boolean;
}

/** The words that try again, after a sentence that says what failed. */
export function TryAgain({ onAgain, isBusy = false }: TryAgainProps) {
  return (
    <button
      type="button"
      aria-busy={isBusy}
      className="min-h-6 underline underline-offset-2 aria-busy:opacity-60"
      onClick={() => !isBusy && onAgain()}
    >
      {ui.tryAgain()}
    </button>
  );
}
