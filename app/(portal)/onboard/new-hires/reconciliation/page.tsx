import type { Metadata } from "next";
import { SubPage } from "@/components/hires/sub-page";
import { NotPermitted } from "@/components/layout/not-permitted";
import { Reconciliation } from "@/components/reconciliation/reconciliation";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";
import * as m from "@/lib/messages/generated/reconciliation";
import { addDays, localDay } from "@/lib/platform/calendar";
import { settingsOf } from "@/lib/workflows/operate/for-pages/organization-settings";

/** How many days from today on are compared unless others are chosen. */
const FIRST_DAYS = 30;

export function generateMetadata(): Metadata {
  return { title: m.title() };
}

export default async function ReconciliationPage() {
  const user = await requireSessionUser();
  const { timeZone } = await settingsOf(user);
  const today = localDay(new Date(), timeZone);
  return (
    <SubPage title={m.title()} intro={m.intro()} help={[m.helpWhat(), m.helpUnseen(), m.helpCost()]}>
      {isAllowed(user.role, "greenhouse.sync") ? (
        <Reconciliation firstRange={{ startFrom: today, startTo: addDays(today, FIRST_DAYS) }} />
      ) : (
        <NotPermitted title={m.title()}>{m.staffOnly()}</NotPermitted>
      )}
    </SubPage>
  );
}
