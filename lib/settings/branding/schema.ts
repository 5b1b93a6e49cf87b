import * as z from "zod/mini";
import * as m from "@/lib/messages/generated/validation/settings";
import { sent } from "@/lib/platform/columns";

/** The most bytes of an uploaded logo. */
export const LOGO_BYTES = 200 * 1024;

/** How an organization shows itself to its new hires, and whom they can write to. What makes a color readable stands in `accent`. */
export const brandingSchema = z.object({
  /** The id of an uploaded logo. */
  logo: z.nullable(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
  accent: z.nullable(z.string().check(z.toLowerCase(), z.regex(/^#[0-9a-f]{6}$/, { error: m.enterColor }))),
  contactName: z.nullable(sent.name.check(z.minLength(1))),
  contactEmail: z.nullable(z.email({ error: m.invalidEmail }).check(z.maxLength(254))),
});
export type Branding = z.infer<typeof brandingSchema>;

/** The answer of `POST /api/settings/branding/logo`: what to name the logo by. */
export const uploadedLogoSchema = z.object({ logo: z.string(), width: z.int(), height: z.int() });
