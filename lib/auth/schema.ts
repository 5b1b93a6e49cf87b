import * as z from "zod/mini";
import { roles } from "@/lib/auth/permissions";
import * as text from "@/lib/messages/generated/validation/text";

/** Minimum and maximum length of a password (NIST SP 800-63B 5.1.1: length counts). */
export const PASSWORD_LENGTH = { min: 12, max: 256 } as const;

/** A password that is chosen. */
export const newPasswordSchema = z
  .string()
  .check(
    z.minLength(PASSWORD_LENGTH.min, { error: () => text.tooShort(PASSWORD_LENGTH) }),
    z.maxLength(PASSWORD_LENGTH.max, { error: () => text.tooLong(PASSWORD_LENGTH) }),
  );

/** A browser in which a person is signed in. */
const sessionSchema = z.object({
  id: z.uuid(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
  /** What the browser calls itself and its system. */
  device: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime(),
});
export type SessionView = z.infer<typeof sessionSchema>;

export const sessionListSchema = z.object({ items: z.array(sessionSchema) });

/** An organization that a person is a member of. */
const organizationSchema = z.object({ id: z.uuid(), name: z.string(), role: z.enum(roles), current: z.boolean() });
export type OrganizationView = z.infer<typeof organizationSchema>;

export const organizationListSchema = z.object({ items: z.array(organizationSchema) });

/** The body of `PUT /api/account/organizations/current`. */
export const enterOrganizationSchema = z.object({ organizationId: z.uuid() });

/** What the sign-in form sends, whichever way it is written. */
export const credentialsSchema = z.object({ email: z.string(), password: z.string() });
export type Credentials = z.infer<typeof credentialsSchema>;
