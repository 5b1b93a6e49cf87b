import { createElement, Fragment, type ReactNode } from "react";

/** Returns the pieces of one message as one node. */
export function rich(...pieces: ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...pieces);
}
