import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { NotLoaded } from "@/components/ui/not-loaded";
import * as m from "@/lib/messages/generated/settings";

interface CountedProps<Data> {
  preview: UseQueryResult<Data>;
  /** What is said once it is counted. */
  children: (data: Data) => ReactNode;
}

/** Says what a setting that is not saved would do to hires; until that is counted, and where it cannot be, says so. */
export function Counted<Data>({ preview, children }: CountedProps<Data>) {
  if (preview.data !== undefined) return children(preview.data);
  return (
    <NotLoaded query={preview} fallback={m.counting()} isQuiet>
      {m.countFailed()}
    </NotLoaded>
  );
}
