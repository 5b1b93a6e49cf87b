import type { OrganizationId } from "@/lib/platform/db";
import { inOrganization } from "@/lib/platform/db";
import { readSetting } from "@/lib/settings/data";

/**
 * Returns the time zone in which an organization tells moments and days, as its invitation settings say, and the one in which a member wants to
 * be told times, which is null where it is the same.
 */
export async function timeZonesOf({ organizationId, userId }: { organizationId: OrganizationId; userId: string }) {
  return inOrganization(organizationId, async (tx) => {
    const { value } = await readSetting(tx, "invitations");
    const member = await tx.user.findFirst({ where: { id: userId }, select: { timeZone: true } });
    return { timeZone: value.timeZone, ownTimeZone: member?.timeZone ?? null };
  });
}
