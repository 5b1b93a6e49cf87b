"use client";

import { clsx } from "clsx";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import * as ui from "@/lib/messages/generated/ui";

/** What can be done about a result: undo it, or try again. */
interface ToastAction {
  label: string;
  run: () => void;
}

interface Toast {
  tone: "success" | "failure";
  message: ReactNode;
  action: ToastAction | undefined;
}

type Announce = (message: ReactNode, tone?: Toast["tone"], action?: ToastAction) => void;

const ToastContext = createContext<Announce>(() => {});

/** Says the result of an action where it does not depend on the place it was started from. */
export function useAnnounce(): Announce {
  return useContext(ToastContext);
}

const SHOWN_FOR_MS = 8_000;
const SHOWN_WITH_ACTION_MS = 30_000;

const looks = {
  success: { Icon: CircleCheck, color: "text-started" },
  failure: { Icon: CircleAlert, color: "text-danger" },
};

/**
 * Holds the live region, which must exist before its first message so that screen readers notice it. A newer result
 * replaces the earlier one; failures stay until they are closed, and nothing leaves while it is pointed at or focused.
 * It is the end of the window, and not a card over the page: the page and what stands at its foot end above it.
 */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null);
  const [isHeld, setHeld] = useState(false);
  const announce = useCallback<Announce>((message, tone = "success", action) => setToast({ message, tone, action }), []);

  useEffect(() => {
    if (toast?.tone !== "success" || isHeld) return;
    const timer = setTimeout(() => setToast(null), toast.action ? SHOWN_WITH_ACTION_MS : SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [toast, isHeld]);

  return (
    <ToastContext value={announce}>
      {children}
      <div
        role="status"
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
        className="fixed inset-x-0 bottom-0 z-30 lg:left-64"
      >
        {toast ? <ToastCard toast={toast} onClose={() => setToast(null)} /> : null}
      </div>
    </ToastContext>
  );
}

/** Keeps the room that an element takes at the end of the window in `--toast`, which the page leaves free. */
function useRoomAtEnd() {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { style } = document.documentElement;
    const observer = new ResizeObserver(([entry]) => style.setProperty("--toast", `${entry?.borderBoxSize[0]?.blockSize ?? 0}px`));
    if (ref.current) observer.observe(ref.current);
    return () => {
      observer.disconnect();
      style.removeProperty("--toast");
    };
  }, []);
  return ref;
}

function ToastCard({ toast, onClose }: { toast: Toast; onClose: () => void }) {
  const { Icon, color } = looks[toast.tone];
  const { action } = toast;
  return (
    <div ref={useRoomAtEnd()} className="border-line-strong/60 border-t bg-surface">
      <div className="mx-auto flex max-w-[82rem] items-start gap-2.5 px-4 py-1.5 sm:px-6 lg:px-8">
        <Icon className={clsx("mt-2.5 size-4 shrink-0", color)} aria-hidden />
        <div className="max-h-[30dvh] min-w-0 flex-1 overflow-y-auto break-words py-2">{toast.message}</div>
        {action ? (
          <Button
            onClick={() => {
              onClose();
              action.run();
            }}
          >
            {action.label}
          </Button>
        ) : null}
        <IconButton label={ui.close()} onClick={onClose}>
          <X className="size-4" aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}
