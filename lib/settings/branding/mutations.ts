import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import type { CleanLogo } from "@/lib/settings/branding/clean-logo";
import { readSetting } from "@/lib/settings/data";

/** Stores a logo beside the one in use, for the setting to name; earlier ones that no setting came to name are deleted. */
export async function storeLogo(tx: TenantTx, organizationId: OrganizationId, { id, png, width, height }: CleanLogo): Promise<void> {
  await forgetLogos(tx, [id]);
  await tx.organizationLogo.createMany({ data: [{ organizationId, id, png, width, height }], skipDuplicates: true });
}

/** Deletes the logos that are neither in use nor among `kept`. */
export async function forgetLogos(tx: TenantTx, kept: readonly string[] = []): Promise<void> {
  const { logo } = (await readSetting(tx, "branding")).value;
  await tx.organizationLogo.deleteMany({ where: { id: { notIn: [...kept, ...(logo === null ? [] : [logo])] } } });
}
