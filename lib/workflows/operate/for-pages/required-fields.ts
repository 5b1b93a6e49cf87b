import type { HireField } from "@/lib/hire-fields/fields";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { readSetting } from "@/lib/settings/data";

/** Returns the fields without which nobody of an organization is invited, for the page that shows them. */
export async function requiredFieldsOf(organizationId: OrganizationId): Promise<readonly HireField[]> {
  return inOrganization(organizationId, async (tx) => (await readSetting(tx, "required_fields")).value.fields);
}
