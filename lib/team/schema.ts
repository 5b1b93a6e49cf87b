import * as z from "zod/mini";
import { roles } from "@/lib/auth/permissions";
import { PASSWORD_LENGTH } from "@/lib/auth/schema";
import * as m from "@/lib/messages/generated/validation/team";
import { sent } from "@/lib/platform/columns";

const role = z.enum(roles);
export type TeamRole = z.infer<typeof role>;
const name = sent.name.check(z.minLength(1, { error: m.enterName }));

export const memberSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role,
  /** `invited`: has not joined yet. */
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
  email: z.pipe(z.string().check(z.trim(), z.toLowerCase()), z.email({ error: m.invalidEmail }).check(z.maxLength(254))),
  name,
  role,
});
export type InviteMember = z.input<typeof inviteMemberSchema>;

/** The body of `PATCH /api/team/{id}`. */
export const changeMemberSchema = z.object({ role: z.optional(role), name: z.optional(name) });

/** The body of `POST /api/team/join`: the password that is chosen, or the one that the person has already. */
export const joinSchema = z.object({
  token: z.string().check(z.maxLength(200)),
  password: z.string().check(z.maxLength(PASSWORD_LENGTH.max)),
});

/** The email that a user who just joined signs in with. */
export const joinedSchema = z.object({ email: z.string() });

/** What the page behind a join link shows. */
export type JoinView =
  | { state: "open"; organizationName: string; name: string; email: string; hasAccount: boolean }
  | { state: "dead" }
  | { state: "throttled" };
