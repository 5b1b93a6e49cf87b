import * as z from "zod/mini";

/** Minimum and maximum length of a password (NIST SP 800-63B: length counts). */
export const PASSWORD_LENGTH = { min: 12, max: 256 } as const;

const role = z.enum(["admin", "hr"]);
export type TeamRole = z.infer<typeof role>;
const name = z.string().check(z.trim(), z.minLength(1, "Enter the name."), z.maxLength(200, "Use at most 200 characters."));

export const memberSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role,
  /** `invited`: no password set yet. */
  state: z.enum(["active", "invited"]),
  /** When the link in the email expires; null for users who have joined. */
  joinExpiresAt: z.nullable(z.iso.datetime()),
  createdAt: z.iso.datetime(),
  isYou: z.boolean(),
});
export type Member = z.infer<typeof memberSchema>;

export const teamSchema = z.object({ items: z.array(memberSchema) });

/** The body of `POST /api/team`. */
export const inviteMemberSchema = z.object({
  email: z.pipe(z.string().check(z.trim(), z.toLowerCase()), z.email("This is not a complete e-mail address.").check(z.maxLength(254))),
  name,
  role,
});
export type InviteMember = z.input<typeof inviteMemberSchema>;

/** The body of `PATCH /api/team/{id}`. */
export const changeMemberSchema = z.object({ role: z.optional(role), name: z.optional(name) });

/** The body of `POST /api/team/join`. */
export const joinSchema = z.object({
  token: z.string().check(z.maxLength(200)),
  password: z
    .string()
    .check(
      z.minLength(PASSWORD_LENGTH.min, `Use at least ${PASSWORD_LENGTH.min} characters.`),
      z.maxLength(PASSWORD_LENGTH.max, `Use at most ${PASSWORD_LENGTH.max} characters.`),
    ),
});

/** The email that a user who just joined signs in with. */
export const joinedSchema = z.object({ email: z.string() });

/** What the page behind a join link shows. */
export type JoinView =
  | { state: "open"; organizationName: string; name: string; email: string }
  | { state: "dead" }
  | { state: "throttled" };
