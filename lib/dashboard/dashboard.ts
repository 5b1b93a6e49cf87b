import type { Actor } from "@/lib/auth/actor";
import { dashboardFigures } from "@/lib/dashboard/data";
import type { Dashboard } from "@/lib/dashboard/schema";
import { countNewHires } from "@/lib/hires/list/list";
import { invitationSettings } from "@/lib/invitations/data";
import { localDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";

/** An organization's figures, by its own calendar. */
export function dashboard(actor: Actor, now: Date): Promise<Dashboard> {
  return inOrganization(actor.organizationId, async (tx) => {
    const today = localDay(now, (await invitationSettings(tx)).timeZone);
    return { today, counts: await countNewHires(tx), ...(await dashboardFigures(tx, actor.organizationId, { now, today })) };
  });
}
