"use client";

import { clsx } from "clsx";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { IconButton } from "@/components/ui/button";
import * as ui from "@/lib/messages/generated/ui";

interface Toast {
  tone: "success" | "failure";
  message: ReactNode;
}

type Announce = (message: ReactNode, tone?: Toast["tone"]) => void;

const ToastContext = createContext<Announce>(() => {});

/** Says the result of an action where it does not depend on the place it was started from. */
export function useAnnounce(): Announce {
  return useContext(ToastContext);
}

const SHOWN_FOR_MS = 8_000;

const looks = {
  success: { Icon: CircleCheck, color: "text-started" },
  failure: { Icon: CircleAlert, color: "text-danger" },
};

/**
 * Holds the live region, which must exist before its first message so that screen readers notice it. A newer result
 * replaces the earlier one; failures stay until they are closed, and nothing leaves while it is pointed at or focused.
 */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null);
  const [isHeld, setHeld] = useState(false);
  const announce = useCallback<Announce>((message, tone = "success") => setToast({ message, tone }), []);

  useEffect(() => {
    if (toast?.tone !== "success" || isHeld) return;
    const timer = setTimeout(() => setToast(null), SHOWN_FOR_MS);
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
        className="fixed inset-x-3 top-16 z-30 ml-auto max-w-80 lg:top-auto lg:right-8 lg:bottom-24 lg:left-auto xl:bottom-6"
      >
        {toast ? <ToastCard toast={toast} onClose={() => setToast(null)} /> : null}
      </div>
    </ToastContext>
  );
}

function ToastCard({ toast, onClose }: { toast: Toast; onClose: () => void }) {
  const { Icon, color } = looks[toast.tone];
  return (
    <div className="flex items-start gap-2.5 rounded-card border border-line-strong/60 bg-surface py-1.5 pr-1.5 pl-3.5 shadow-lg">
      <Icon className={clsx("mt-2.5 size-4 shrink-0", color)} aria-hidden />
      <div className="min-w-0 flex-1 py-2">{toast.message}</div>
      <IconButton label={ui.close()} onClick={onClose}>
        <X className="size-4" aria-hidden />
      </IconButton>
    </div>
  );
}
