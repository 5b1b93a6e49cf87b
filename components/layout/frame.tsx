import type { ReactNode } from "react";
import { PaletteDoor } from "@/components/layout/palette/palette-button";
import { ShortcutHelp } from "@/components/layout/shortcuts/shortcut-help";
import { type PanelUser, SidePanel } from "@/components/layout/side-panel";
import { TopBar } from "@/components/layout/top-bar";
import * as m from "@/lib/messages/generated/layout";

interface FrameProps {
  organizationId: string;
  /** The membership that the page is made for. */
  userId: string;
  user: PanelUser;
  children: ReactNode;
}

/** EMPTrust's frame around every page of the portal. */
export function Frame({ organizationId, userId, user, children }: FrameProps) {
  return (
    <div className="flex min-h-dvh" data-organization={organizationId} data-person={userId}>
      <a
        href="#main"
        className="sr-only z-40 rounded-control bg-accent px-3 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {m.skipToMain()}
      </a>
      <aside
        aria-label={m.mainNavigation()}
        className="z-20 sticky top-0 hidden h-dvh w-64 shrink-0 border-line border-r bg-surface lg:block print:hidden"
      >
        <SidePanel user={user} />
      </aside>
      <div className="min-w-0 flex-1">
        <ShortcutHelp />
        <PaletteDoor />
        <TopBar user={user} />
        <p className="hidden px-4 font-medium text-ink-soft text-xs print:block">
          {m.printedFrom({ organization: user.organizationName })}
        </p>
        <main id="main" tabIndex={-1} className="mx-auto max-w-[82rem] px-4 py-5 focus:outline-none sm:px-6 lg:px-8 lg:py-7">
          {children}
        </main>
      </div>
    </div>
  );
}
