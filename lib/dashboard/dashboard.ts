import type { Actor } from "@/lib/auth/actor";
import { dashboardFigures } from "@/lib/dashboard/data";
import type { Dashboard } from "@/lib/dashboard/schema";
import { countNewHires } from "@/lib/hires/list/list";
import { localDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import { readSetting } from "@/lib/settings/data";

/** An organization's figures, by its own calendar. */
export function dashboard(actor: Actor, now: Date): Promise<Dashboard> {
  return inOrganization(actor.organizationId, async (tx) => {
    const today = localDay(now, (await readSetting(tx, "invitations")).value.timeZone);
    return { today, counts: await countNewHires(tx), ...(await dashboardFigures(tx, actor.organizationId, { now, today })) };
  });
}
