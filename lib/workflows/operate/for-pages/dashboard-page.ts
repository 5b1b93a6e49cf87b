import { greenhouseView } from "@/lib/connections/data";
import { dashboard } from "@/lib/dashboard/dashboard";
import { mailStatus } from "@/lib/invitations/data";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { setupProgress } from "@/lib/workflows/operate/setup-progress";

/** Returns what the dashboard shows first; the checklist of the setup for those who may set up. */
export function dashboardPageOf({ organizationId, userId }: { organizationId: OrganizationId; userId: string }, maySetUp: boolean) {
  return inOrganization(organizationId, async (tx, now) => ({
    figures: await dashboard(tx, organizationId, now),
    greenhouse: await greenhouseView(tx),
    mail: await mailStatus(tx),
    setup: maySetUp ? await setupProgress(tx, { userId }) : null,
  }));
}
