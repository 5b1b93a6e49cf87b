import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Returns whether a browser draws this, and not the server, whose page is drawn once more when its scripts are here. */
export function useInBrowser(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
