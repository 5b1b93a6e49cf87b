import type { ReactNode } from "react";
import { useSaveNote } from "@/components/ui/save-state";

interface ActionBarProps {
  sentence: ReactNode;
  isSaving: boolean;
  isChanged: boolean;
  children: ReactNode;
}

/** Stays in sight below a form: what its buttons will do, said before it is done, or why they cannot now, and the buttons. */
export function ActionBar({ sentence, isSaving, isChanged, children }: ActionBarProps) {
  const note = useSaveNote({ isSaving, isChanged });
  return (
    <div className="print:hidden sticky bottom-[var(--toast,0px)] z-10 -mx-4 mt-4 flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-t bg-surface px-4 py-3 sm:bottom-[calc(var(--toast,0px)+0.75rem)] sm:mx-0 sm:rounded-card sm:border">
      <p className="min-w-56 flex-1 text-ink-soft max-sm:w-full" aria-live="polite">
        {note ?? sentence}
      </p>
      <div className="ml-auto flex gap-2">{children}</div>
    </div>
  );
}
