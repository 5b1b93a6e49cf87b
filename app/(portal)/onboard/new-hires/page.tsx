import type { Metadata } from "next";
import { SyncLine } from "@/components/connections/sync/sync-line";
import { SyncNowButton } from "@/components/connections/sync/sync-now-button";
import { HireList } from "@/components/hires/list/hire-list";
import { MailTrouble } from "@/components/invitations/mail-trouble";
import { HowThisWorks } from "@/components/layout/how-this-works";
import { ShortcutsButton } from "@/components/layout/shortcut-help";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { requireSessionUser } from "@/lib/auth/session";
import * as m from "@/lib/messages/generated/hires/list";

export const metadata: Metadata = { title: m.title() };

export default async function NewHiresPage() {
  await requireSessionUser();
  return (
    <>
      <Breadcrumb crumbs={[{ label: m.group() }, { label: m.title() }]} />
      <div className="mt-1 flex flex-wrap items-end gap-x-4 gap-y-3">
        <div className="min-w-0">
          <h1>{m.title()}</h1>
          <SyncLine />
        </div>
        <div className="ml-auto flex flex-wrap gap-2">
          <HowThisWorks>
            <p>{m.helpArrival()}</p>
            <p>{m.helpPending()}</p>
            <p>{m.helpSend()}</p>
            <ShortcutsButton />
          </HowThisWorks>
          <SyncNowButton />
        </div>
      </div>
      <MailTrouble />
      <HireList />
    </>
  );
}
