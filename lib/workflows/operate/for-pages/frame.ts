import { countNewHires } from "@/lib/hires/list/list";
import { openNotices } from "@/lib/notices/data";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { shownSettings } from "@/lib/workflows/operate/for-pages/organization-settings";

/** Returns what the frame around every page shows by and shows first: settings, how many hires each tab holds, and the open notices. */
export function frameOf({ organizationId, userId }: { organizationId: OrganizationId; userId: string }) {
  return inOrganization(organizationId, async (tx) => ({
    settings: await shownSettings(tx, userId),
    counts: await countNewHires(tx),
    notices: { items: await openNotices(tx, userId) },
  }));
}
