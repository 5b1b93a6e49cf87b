import { greenhouseView } from "@/lib/connections/data";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { readSetting } from "@/lib/settings/data";

/** Returns what the page to add a hire shows by: the fields that an invitation needs, and when the organization sends one. */
export function addHirePageOf(organizationId: OrganizationId) {
  return inOrganization(organizationId, async (tx) => ({
    required: (await readSetting(tx, "required_fields")).value.fields,
    greenhouse: await greenhouseView(tx),
  }));
}
