import { flagDuplicates, type Person } from "@/lib/hires/duplicates/data";
import type { InvitationPolicy } from "@/lib/hires/status";
import { invitedBefore } from "@/lib/invitations/data";
import { localDay, utcDay } from "@/lib/platform/calendar";
import type { TenantTx } from "@/lib/platform/db";
import { readSettings } from "@/lib/settings/data";

/** What the organization decided about invitations; the rest of the policy is each hire's own. */
export async function organizationPolicy(
  tx: TenantTx,
  now: Date,
): Promise<Omit<InvitationPolicy, "invitedBefore" | "duplicateRank"> & { expiresAfterDays: number }> {
  const { required_fields, import_rules, invitations } = await readSettings(tx, ["required_fields", "import_rules", "invitations"]);
  const integration = await tx.partnerIntegration.findFirst({ select: { inviteFrom: true } });
  const { timing, timeZone, expiresAfterDays } = invitations;
  const today = localDay(now, timeZone);
  return {
    required: required_fields.fields,
    importRules: import_rules.rules,
    inviteFrom: integration?.inviteFrom ? utcDay(integration.inviteFrom) : today,
    timing,
    today,
    expiresAfterDays,
  };
}

/**
 * What is decided about each of these hires, by application id: the organization's decisions, whether they were invited before, and
 * how they stand to others like them, who are flagged by the same stroke.
 */
export async function policiesOf(
  tx: TenantTx,
  people: readonly Person[],
  now: Date,
): Promise<{ expiresAfterDays: number; of: (applicationId: number) => InvitationPolicy }> {
  const { expiresAfterDays, ...policy } = await organizationPolicy(tx, now);
  const invited = await invitedBefore(
    tx,
    people.flatMap(({ id }) => id ?? []),
  );
  const duplicateRanks = await flagDuplicates(tx, people, now);
  const own = new Map(
    people.map(({ id, applicationId }) => [
      applicationId,
      { invitedBefore: id !== null && invited.has(id), duplicateRank: duplicateRanks.get(applicationId) ?? ("none" as const) },
    ]),
  );
  return {
    expiresAfterDays,
    of: (applicationId) => ({ ...policy, invitedBefore: false, duplicateRank: "none", ...own.get(applicationId) }),
  };
}
