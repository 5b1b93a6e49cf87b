import type { FieldName } from "@/lib/hire-fields/fields";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { readSetting } from "@/lib/settings/data";

/** Returns the fields that an organization requires for an invitation, for the page that shows them. */
export async function requiredFieldsOf(organizationId: OrganizationId): Promise<readonly FieldName[]> {
  return inOrganization(organizationId, async (tx) => (await readSetting(tx, "required_fields")).value.fields);
}
