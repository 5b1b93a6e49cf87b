import type { Metadata } from "next";
import { SyncLine } from "@/components/connections/sync/sync-line";
import { SyncNowButton } from "@/components/connections/sync/sync-now-button";
import { HireList } from "@/components/hires/list/hire-list";
import { MailTrouble } from "@/components/invitations/mail-trouble";
import { HowThisWorks } from "@/components/layout/how-this-works";
import { ShortcutsButton } from "@/components/layout/shortcuts/shortcut-help";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { requireSessionUser } from "@/lib/auth/session";
import * as helpWords from "@/lib/messages/generated/hires/help";
import * as pageWords from "@/lib/messages/generated/hires/page";
import { listLayoutOf } from "@/lib/workflows/operate/list-layout";

export const metadata: Metadata = { title: pageWords.title() };

export default async function NewHiresPage() {
  const layout = await listLayoutOf(await requireSessionUser());
  return (
    <>
      <Breadcrumb crumbs={[{ label: pageWords.group() }, { label: pageWords.title() }]} />
      <div className="mt-1 flex flex-wrap items-end gap-x-4 gap-y-3">
        <div className="min-w-0">
          <h1>{pageWords.title()}</h1>
          <SyncLine />
        </div>
        <div className="ml-auto flex flex-wrap gap-2">
          <HowThisWorks>
            <p>{helpWords.helpArrival()}</p>
            <p>{helpWords.helpPending()}</p>
            <p>{helpWords.helpSend()}</p>
            <ShortcutsButton />
          </HowThisWorks>
          <SyncNowButton />
        </div>
      </div>
      <MailTrouble />
      <HireList layout={layout} />
    </>
  );
}
