import { useLayoutEffect, useRef } from "react";

/** Shows and hides a native modal dialog with React's state; the browser traps the focus and returns it on closing. */
export function useModal(open: boolean) {
  const ref = useRef<HTMLDialogElement>(null);
  // In the same step as what asked for it: what is typed next must not go into the page behind.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (open && dialog && !dialog.open) dialog.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  return ref;
}
