import { layoutOf } from "@/lib/hires/views/data";
import type { StoredLayout } from "@/lib/hires/views/schema";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";

/** Returns how a member arranged the list, for the page that shows it. */
export function listLayoutOf({ organizationId, userId }: { organizationId: OrganizationId; userId: string }): Promise<StoredLayout> {
  return inOrganization(organizationId, (tx) => layoutOf(tx, userId));
}
