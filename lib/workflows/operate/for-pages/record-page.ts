import { greenhouseView } from "@/lib/connections/data";
import { findNewHire } from "@/lib/hires/data";
import { hireTimeline } from "@/lib/hires/timeline/timeline";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";

/** Returns what the page of a record shows first; null where the organization has no such hire: the page says so. */
export function recordPageOf({ organizationId }: { organizationId: OrganizationId }, id: HireId) {
  return inOrganization(organizationId, async (tx) => {
    const hire = await findNewHire(tx, id);
    return hire && { hire, timeline: await hireTimeline(tx, id), greenhouse: await greenhouseView(tx) };
  });
}
