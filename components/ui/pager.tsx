import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import * as ui from "@/lib/messages/generated/ui";

interface PagerProps {
  /** Where in the whole this page is. */
  children: ReactNode;
  /** The words for the way back and on, and null where there is none. */
  back: { label: string; go: (() => void) | null };
  on: { label: string; go: (() => void) | null };
}

/** The foot of a list that comes in pages. */
export function Pager({ children, back, on }: PagerProps) {
  return (
    <nav aria-label={ui.pages()} className="flex items-center gap-3 border-line border-t px-4 py-2.5 text-ink-soft">
      <p>{children}</p>
      <div className="ml-auto flex gap-1">
        <Button disabled={!back.go} onClick={() => back.go?.()}>
          {back.label}
        </Button>
        <Button disabled={!on.go} onClick={() => on.go?.()}>
          {on.label}
        </Button>
      </div>
    </nav>
  );
}
