import { countNewHires } from "@/lib/hires/list/list";
import { openNotices } from "@/lib/notices/data";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";

/** Returns what the frame around every page shows first: how many hires each tab holds, and the open notices. */
export function frameOf({ organizationId, userId }: { organizationId: OrganizationId; userId: string }) {
  return inOrganization(organizationId, async (tx) => ({
    counts: await countNewHires(tx),
    notices: { items: await openNotices(tx, userId) },
  }));
}
