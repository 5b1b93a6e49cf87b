import { greenhouseView } from "@/lib/connections/data";
import type { PageFilter } from "@/lib/hires/conditions/schema";
import { findNewHire } from "@/lib/hires/data";
import { hireTimeline } from "@/lib/hires/timeline/timeline";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";
import { firstPage } from "@/lib/workflows/operate/for-pages/list-page";

/**
 * Returns what the page of a record shows first, with the page of the list that leads to its neighbours, where one is asked for; null where
 * the organization has no such hire: the page says so.
 */
export async function recordPageOf({ organizationId }: { organizationId: OrganizationId }, id: HireId, filter: PageFilter | null) {
  const [record, page] = await Promise.all([
    inOrganization(organizationId, async (tx) => {
      const hire = await findNewHire(tx, id);
      return hire && { hire, timeline: await hireTimeline(tx, id), greenhouse: await greenhouseView(tx) };
    }),
    filter && firstPage(organizationId, filter),
  ]);
  return record && { ...record, list: filter && page && { filter, page } };
}
