import { type ComponentType, lazy, useEffect } from "react";

function GivenUp({ answer }: { answer: () => void }) {
  useEffect(() => answer());
  return null;
}

/**
 * Returns a dialog that is loaded when it is first shown. Where it cannot be (no connection, or a new version of the portal), `giveUp` answers in
 * its place: an error would take the page down, and what is typed there.
 */
export function lazyDialog<Props extends object>(load: () => Promise<ComponentType<Props>>, giveUp: (props: Props) => void) {
  return lazy(async () => ({ default: await load().catch(() => (props: Props) => <GivenUp answer={() => giveUp(props)} />) }));
}
