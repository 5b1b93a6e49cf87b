import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Returns whether the page's scripts run: false while the server renders, and until React has taken over what it rendered. */
export function useRunning(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
