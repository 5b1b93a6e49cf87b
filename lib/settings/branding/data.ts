import type { TenantTx } from "@/lib/platform/db";
import { type Accents, accentsOf } from "@/lib/settings/branding/accent";
import type { Branding } from "@/lib/settings/branding/schema";
import { readSetting } from "@/lib/settings/data";

/** A stored logo. */
export interface StoredLogo {
  png: Uint8Array<ArrayBuffer>;
  width: number;
  height: number;
}

/** Returns a logo of the organization's, or null. */
export function findLogo(tx: TenantTx, id: string): Promise<StoredLogo | null> {
  return tx.organizationLogo.findFirst({ where: { id }, select: { png: true, width: true, height: true } });
}

/** Returns how large a logo of the organization's is, without reading the logo; null where there is none. */
export function findLogoSize(tx: TenantTx, id: string): Promise<Pick<StoredLogo, "width" | "height"> | null> {
  return tx.organizationLogo.findFirst({ where: { id }, select: { width: true, height: true } });
}

/** An organization's branding with the logo itself. */
export interface ShownBranding extends Omit<Branding, "logo"> {
  logo: StoredLogo | null;
}

/** Returns an organization's branding as emails and pages show it; `instead` takes the place of what is saved. */
export async function shownBranding(tx: TenantTx, instead?: Pick<Branding, "logo" | "accent">): Promise<ShownBranding> {
  const branding = { ...(await readSetting(tx, "branding")).value, ...instead };
  return { ...branding, logo: branding.logo === null ? null : await findLogo(tx, branding.logo) };
}

/** Returns how large a logo is shown, in pixels of the screen: it is stored for those with two pixels to a point. */
export function screenSize({ width, height }: Pick<StoredLogo, "width" | "height">): { width: number; height: number } {
  return { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
}

/** Returns how the new hire's page shows a branding: the accent in both schemes, and how large the logo is drawn. */
export function pageLook(
  accent: string | null,
  logo: Pick<StoredLogo, "width" | "height"> | null,
): { accents: Accents | null; logo: { width: number; height: number } | null } {
  return { accents: accent === null ? null : accentsOf(accent), logo: logo && screenSize(logo) };
}
