import * as z from "zod/mini";
import { roles } from "@/lib/auth/permissions";
import { secondFactorFields } from "@/lib/auth/second-factor/schema";
import * as settings from "@/lib/messages/generated/validation/settings";
import * as m from "@/lib/messages/generated/validation/team";
import * as text from "@/lib/messages/generated/validation/text";
import { isTimeZone } from "@/lib/platform/calendar";
import { sent } from "@/lib/platform/columns";

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

/** When a person is told by email of a hire who arrives incomplete: for each, once a day for all, or not. */
export const incompleteHireEmails = ["each", "daily", "none"] as const;
export type IncompleteHireEmails = (typeof incompleteHireEmails)[number];

/** What a person may know about themselves. */
export const profileSchema = z.object({
  name: z.string(),
  email: z.string(),
  /** The zone in which the person is told times; null: the organization's. */
  timeZone: z.nullable(z.string()),
  /** Whether the person put the setup checklist of the dashboard away. */
  setupHidden: z.boolean(),
  /** Whether the person, while an admin, is told of notices by email. */
  noticeEmails: z.boolean(),
  incompleteHireEmails: z.enum(incompleteHireEmails),
  weeklyDigest: z.boolean(),
  /** How the session began. */
  method: z.enum(["password", "passkey", "sso"]),
  hasPassword: z.boolean(),
});
export type Profile = z.infer<typeof profileSchema>;

const anyPassword = z.string().check(z.maxLength(PASSWORD_LENGTH.max));

/** The body of `PATCH /api/account`. */
export const changeProfileSchema = z.object({
  name: z.optional(sent.name.check(z.minLength(1, { error: m.enterName }))),
  /** With a new one, the one that the person has. */
  currentPassword: z.optional(anyPassword),
  password: z.optional(newPasswordSchema),
  timeZone: z.optional(z.nullable(z.string().check(z.maxLength(100), z.refine(isTimeZone, { error: settings.unknownTimeZone })))),
  setupHidden: z.optional(z.boolean()),
  noticeEmails: z.optional(z.boolean()),
  incompleteHireEmails: z.optional(z.enum(incompleteHireEmails)),
  weeklyDigest: z.optional(z.boolean()),
});
export type ChangeProfile = z.output<typeof changeProfileSchema>;

/** The body of `POST /api/account/reauthentication`. */
export const reauthenticationSchema = z.object({ password: z.optional(anyPassword), ...secondFactorFields });

/** The body of `POST /api/password-reset`. */
export const resetRequestSchema = z.object({ email: z.string().check(z.maxLength(254)) });

/** The body of `POST /api/password-reset/{token}`. */
export const newPasswordBodySchema = z.object({ password: newPasswordSchema });

/** What the page behind a link to choose a new password shows. */
export type ResetView = { state: "open"; email: string } | { state: "dead" } | { state: "throttled" };

/** What the sign-in form sends, whichever way it is written. */
export const credentialsSchema = z.object({
  /** Blank, like the password, where a passkey alone signs in. */
  email: z.string(),
  password: z.string(),
  ...secondFactorFields,
  /** `on`: this browser is not asked for the second factor again for some days. */
  remember: z.optional(z.string().check(z.maxLength(10))),
});
export type Credentials = z.infer<typeof credentialsSchema>;

/** What the dialog sends that asks a person to prove who they are. */
export type ReauthenticationProof = z.infer<typeof reauthenticationSchema>;

/** What next-auth gives a token against forgery as. */
export const csrfSchema = z.object({ csrfToken: z.string() });
