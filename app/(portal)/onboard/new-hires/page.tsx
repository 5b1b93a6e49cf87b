import type { Metadata } from "next";
import { SyncLine } from "@/components/connections/sync/sync-line";
import { SyncNowButton } from "@/components/connections/sync/sync-now-button";
import { HireList } from "@/components/hires/list/hire-list";
import { MailTrouble } from "@/components/invitations/mail-trouble";
import { ShortcutsButton } from "@/components/layout/shortcut-help";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { HowThisWorks } from "@/components/ui/how-this-works";
import { requireSessionUser } from "@/lib/auth/session";

export const metadata: Metadata = { title: "View New Hires for Onboarding" };

export default async function NewHiresPage() {
  await requireSessionUser();
  return (
    <>
      <Breadcrumb crumbs={[{ label: "EMP-Onboard" }, { label: "View New Hires for Onboarding" }]} />
      <div className="mt-1 flex flex-wrap items-end gap-x-4 gap-y-3">
        <div className="min-w-0">
          <h1>View New Hires for Onboarding</h1>
          <SyncLine />
        </div>
        <div className="ml-auto flex flex-wrap gap-2">
          <HowThisWorks>
            <p>Whoever is hired in Greenhouse appears here by themselves, at the latest with the next sync.</p>
            <p>Complete records are invited without anyone acting. The others are pending: open one, fill in what is missing, save.</p>
            <p>To send again, or to many, select hires and choose Send invitations. Each gets a new link, and the old one ends.</p>
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
