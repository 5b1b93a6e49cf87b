import type { Metadata } from "next";
import { HowThisWorks } from "@/components/layout/how-this-works";
import { Reconciliation } from "@/components/reconciliation/reconciliation";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card } from "@/components/ui/card";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";
import * as pageWords from "@/lib/messages/generated/hires/page";
import * as m from "@/lib/messages/generated/reconciliation";
import { addDays, localDay } from "@/lib/platform/calendar";
import { newHiresPage } from "@/lib/platform/paths/pages";
import { timeZonesOf } from "@/lib/workflows/operate/for-pages/organization-time-zone";

/** How many days from today on are compared unless others are chosen. */
const FIRST_DAYS = 30;

export function generateMetadata(): Metadata {
  return { title: m.title() };
}

export default async function ReconciliationPage() {
  const user = await requireSessionUser();
  const { timeZone } = await timeZonesOf(user);
  const today = localDay(new Date(), timeZone);
  return (
    <>
      <Breadcrumb crumbs={[{ label: pageWords.group() }, { label: pageWords.title(), href: newHiresPage }, { label: m.title() }]} />
      <div className="mt-1 flex flex-wrap items-center gap-3">
        <h1>{m.title()}</h1>
        <div className="ml-auto">
          <HowThisWorks>
            <p>{m.helpWhat()}</p>
            <p>{m.helpUnseen()}</p>
            <p>{m.helpCost()}</p>
          </HowThisWorks>
        </div>
      </div>
      <p className="mt-1 max-w-2xl text-ink-soft">{m.intro()}</p>
      {isAllowed(user.role, "greenhouse.sync") ? (
        <Reconciliation firstRange={{ startFrom: today, startTo: addDays(today, FIRST_DAYS) }} />
      ) : (
        <StaffOnly />
      )}
    </>
  );
}

function StaffOnly() {
  return (
    <Card title={m.title()} className="mt-5 max-w-2xl">
      <p className="mt-2 text-ink-soft">{m.staffOnly()}</p>
    </Card>
  );
}
