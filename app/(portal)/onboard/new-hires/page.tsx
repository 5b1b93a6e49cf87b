import type { Metadata } from "next";
import Link from "next/link";
import { SyncLine } from "@/components/connections/sync/sync-line";
import { SyncNowButton } from "@/components/connections/sync/sync-now-button";
import { filterOfPage } from "@/components/hires/filters/list-address";
import { HireList } from "@/components/hires/list/hire-list";
import { MailTrouble } from "@/components/invitations/mail-trouble";
import { KnownList } from "@/components/known/known-list";
import { HowThisWorks } from "@/components/layout/how-this-works";
import { ShortcutsButton } from "@/components/layout/shortcuts/shortcut-help";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/button-link";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";
import * as addWords from "@/lib/messages/generated/hires/add";
import * as helpWords from "@/lib/messages/generated/hires/help";
import * as pageWords from "@/lib/messages/generated/hires/page";
import * as reconciliationWords from "@/lib/messages/generated/reconciliation";
import { addHirePage, reconciliationPage } from "@/lib/platform/paths/pages";
import { listPageOf } from "@/lib/workflows/operate/for-pages/list-page";

export const metadata: Metadata = { title: pageWords.title() };

interface NewHiresPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function NewHiresPage({ searchParams }: NewHiresPageProps) {
  const user = await requireSessionUser();
  const { layout, ...read } = await listPageOf(user, filterOfPage(await searchParams));
  const mayCompare = isAllowed(user.role, "greenhouse.sync");
  return (
    <KnownList read={read}>
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
            {mayCompare ? (
              <p>
                <Link href={reconciliationPage} prefetch={false} className="text-accent underline underline-offset-2">
                  {reconciliationWords.title()}
                </Link>
              </p>
            ) : null}
            <ShortcutsButton />
          </HowThisWorks>
          {mayCompare ? (
            <ButtonLink href={reconciliationPage} prefetch={false} className="max-lg:hidden">
              {reconciliationWords.title()}
            </ButtonLink>
          ) : null}
          {isAllowed(user.role, "hires.edit") ? (
            <ButtonLink href={addHirePage} prefetch={false}>
              {addWords.title()}
            </ButtonLink>
          ) : null}
          <SyncNowButton />
        </div>
      </div>
      <MailTrouble />
      <HireList layout={layout} />
    </KnownList>
  );
}
