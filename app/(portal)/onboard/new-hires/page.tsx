import type { Metadata } from "next";
import { SyncLine } from "@/components/integrations/sync-line";
import { SyncNowButton } from "@/components/integrations/sync-now-button";
import { MailTrouble } from "@/components/invitations/mail-trouble";
import { HireList } from "@/components/new-hires/hire-list";
import { Breadcrumb } from "@/components/ui/breadcrumb";
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
        <div className="ml-auto">
          <SyncNowButton />
        </div>
      </div>
      <MailTrouble />
      <HireList />
    </>
  );
}
