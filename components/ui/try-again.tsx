import { clsx } from "clsx";
import type { ReactNode } from "react";
import * as ui from "@/lib/messages/generated/ui";

/** The words that try again, after a sentence that says what failed. */
export function TryAgain({ onAgain }: { onAgain: () => void }) {
  return (
    <button type="button" className="min-h-6 underline underline-offset-2" onClick={onAgain}>
      {ui.tryAgain()}
    </button>
  );
}

interface NotLoadedProps {
  /** A query, as far as this needs it. */
  asked: { error: Error | null; refetch: () => unknown };
  /** What could not be loaded; without it the reason is said. */
  children?: ReactNode;
  className?: string;
}

/** Stands where a small part of a page could not be loaded: says so, and tries again; nothing while all is well. */
export function NotLoaded({ asked, children, className }: NotLoadedProps) {
  if (asked.error === null) return null;
  return (
    <span role="alert" className={clsx("text-pretty", className)}>
      {children ?? asked.error.message} <TryAgain onAgain={() => void asked.refetch()} />
    </span>
  );
}
