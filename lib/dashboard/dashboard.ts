import { dashboardFigures } from "@/lib/dashboard/data";
import type { Dashboard } from "@/lib/dashboard/schema";
import { countNewHires } from "@/lib/hires/list/list";
import { localDay } from "@/lib/platform/calendar";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { readSetting } from "@/lib/settings/data";

/** Returns an organization's figures, by its own calendar. */
export async function dashboard(tx: TenantTx, organizationId: OrganizationId, now: Date): Promise<Dashboard> {
  const today = localDay(now, (await readSetting(tx, "invitations")).value.timeZone);
  return { today, counts: await countNewHires(tx), ...(await dashboardFigures(tx, organizationId, { now, today })) };
}
