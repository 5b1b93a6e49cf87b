import { inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import { readSettings } from "@/lib/settings/data";

/**
 * Returns what the pages of an organization show by: the time zone in which it tells moments and days, as its invitation settings say, the one in
 * which a member wants to be told times, which is null where it is the same, and the fields that it added to its records.
 */
export function settingsOf({ organizationId, userId }: { organizationId: OrganizationId; userId: string }) {
  return inOrganization(organizationId, (tx) => shownSettings(tx, userId));
}

/** Returns the same in a transaction that reads more. */
export async function shownSettings(tx: TenantTx, userId: string) {
  const { invitations, own_fields } = await readSettings(tx, ["invitations", "own_fields"]);
  const member = await tx.user.findFirst({ where: { id: userId }, select: { timeZone: true } });
  return { timeZone: invitations.timeZone, ownTimeZone: member?.timeZone ?? null, ownFields: own_fields.fields };
}
