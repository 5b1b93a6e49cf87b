"use client";

import { type ComponentProps, useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import * as forms from "@/lib/messages/generated/ui/forms";

const SLOW_AFTER_MS = 4_000;

function subscribe(callback: () => void): () => void {
  window.addEventListener("online", callback);
  window.addEventListener("offline", callback);
  return () => {
    window.removeEventListener("online", callback);
    window.removeEventListener("offline", callback);
  };
}

/** Returns whether the browser has a connection at all. */
function useOnline(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
}

/** Returns whether a save takes longer than one would think. */
function useSlow(isSaving: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isSaving) return;
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isSaving]);
  return isSlow;
}

type SaveButtonProps = Omit<ComponentProps<typeof Button>, "busy"> & {
  isSaving: boolean;
};

/** The button that saves a form; says while it saves, and when that takes long. */
export function SaveButton({ isSaving, children, "aria-label": name, ...rest }: SaveButtonProps) {
  const isSlow = useSlow(isSaving);
  return (
    <Button variant="primary" {...rest} busy={isSaving} {...(isSaving || name === undefined ? {} : { "aria-label": name })}>
      {isSaving ? (isSlow ? forms.stillSaving() : forms.saving()) : children}
    </Button>
  );
}

interface SaveStateProps {
  isSaving: boolean;
  /** Whether anything is typed that is not saved. */
  isChanged: boolean;
}

/** Returns what a person has to know of a slow or missing connection while their changes are not saved; null when all is well. */
export function useSaveNote({ isSaving, isChanged }: SaveStateProps): string | null {
  const isOnline = useOnline();
  const isSlow = useSlow(isSaving);
  if (isChanged && !isOnline) return forms.offline();
  return isSlow ? forms.slow() : null;
}

/** Says beside a form's buttons that its changes cannot be saved now, or are still being saved. */
export function SaveNote(state: SaveStateProps) {
  return (
    <p role="status" className="basis-full text-pretty text-pending text-xs empty:hidden">
      {useSaveNote(state)}
    </p>
  );
}
