import { useEffect, useRef } from "react";
import { type ShownLayout, storedLayout } from "@/components/hires/columns/layout";
import { useShowLayout } from "@/components/hires/columns/use-layout";
import { useAnnounce } from "@/components/ui/toast";
import { useSaveLayout } from "@/lib/hires/views/queries";
import * as m from "@/lib/messages/generated/hires/columns";

// An arrow key that is held down changes a width many times a second.
const QUIET_MS = 400;

/** Returns how to show a layout from now on and keep it as the person's own. Where it cannot be kept, they are told, and it stays for this visit. */
export function useKeepLayout(): (layout: ShownLayout) => void {
  const announce = useAnnounce();
  const show = useShowLayout();
  const { mutateAsync } = useSaveLayout();
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; save: () => void } | null>(null);

  // What is left while it waits is saved all the same.
  useEffect(
    () => () => {
      if (!waiting.current) return;
      clearTimeout(waiting.current.timer);
      waiting.current.save();
    },
    [],
  );

  return (layout) => {
    const stored = storedLayout(layout);
    show(stored);
    if (waiting.current) clearTimeout(waiting.current.timer);
    const save = () => {
      waiting.current = null;
      mutateAsync(stored).catch(() => announce(m.layoutNotSaved(), "failure"));
    };
    waiting.current = { timer: setTimeout(save, QUIET_MS), save };
  };
}
