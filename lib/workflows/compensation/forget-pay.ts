import { forgetPay } from "@/lib/compensation/mutations";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { readSetting } from "@/lib/settings/data";

const PORTION = 200;

/** Deletes what an organization keeps of pay in fields that are no longer chosen, in portions that each look what is chosen now. */
export async function forgetUnchosenPay(organizationId: OrganizationId): Promise<void> {
  let afterId: string | null = null;
  do {
    const from: string | null = afterId;
    afterId = await inOrganization(organizationId, async (tx) => {
      const { fields } = (await readSetting(tx, "compensation")).value;
      return forgetPay(tx, organizationId, fields, { afterId: from, limit: PORTION });
    });
  } while (afterId !== null);
}
