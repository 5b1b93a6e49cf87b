import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { readSetting } from "@/lib/settings/data";

/** Returns the time zone in which an organization tells moments and days, as its invitation settings say. */
export async function organizationTimeZone(organizationId: OrganizationId): Promise<string> {
  return inOrganization(organizationId, async (tx) => (await readSetting(tx, "invitations")).value.timeZone);
}
