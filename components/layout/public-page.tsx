import type { ReactNode } from "react";
import { Mark } from "@/components/layout/brand";

/** The frame of a page outside the portal: narrow, with the brand on top. */
export function PublicPage({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="flex items-center gap-2.5">
          <Mark className="size-9" />
          <p className="font-semibold text-lg tracking-tight">EMPTrust</p>
        </div>
        {children}
      </div>
    </main>
  );
}
