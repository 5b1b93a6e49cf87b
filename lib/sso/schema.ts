import * as z from "zod/mini";
import { roles } from "@/lib/auth/permissions";
import * as m from "@/lib/messages/generated/sso";

const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** A domain of email addresses: its name, and what its TXT record must say until it is verified. */
const domainSchema = z.object({
  id: z.uuid(),
  domain: z.string(),
  record: z.string(),
  verifiedAt: z.nullable(z.iso.datetime()),
});
export type SsoDomainView = z.infer<typeof domainSchema>;

/** What an admin sees of single sign-on. The client secret never leaves the server. */
export const singleSignOnSchema = z.object({
  /** The address to register at the provider. */
  redirectUri: z.string(),
  connection: z.nullable(
    z.object({
      issuer: z.string(),
      clientId: z.string(),
      defaultRole: z.enum(roles),
      enforced: z.boolean(),
      updatedBy: z.string(),
      updatedAt: z.iso.datetime(),
    }),
  ),
  domains: z.array(domainSchema),
  /** The admins who have joined. */
  admins: z.array(z.object({ id: z.uuid(), name: z.string(), breakGlass: z.boolean() })),
  /** Whether the admin who asks has signed in with the provider as it is set up now. */
  proved: z.boolean(),
});
export type SingleSignOnView = z.infer<typeof singleSignOnSchema>;

/** The body of `PUT /api/settings/single-sign-on`. */
export const saveSingleSignOnSchema = z.object({
  issuer: z.string().check(z.trim(), z.maxLength(500), z.url({ protocol: /^https?$/, error: m.invalidIssuer })),
  clientId: z.string().check(z.trim(), z.minLength(1, { error: m.enterClientId }), z.maxLength(500)),
  /** Left out, the stored one stays. */
  clientSecret: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(1000))),
  defaultRole: z.enum(roles),
  enforced: z.boolean(),
  /** Users, by id, who may sign in with a password nevertheless. */
  breakGlass: z.array(z.uuid()).check(z.maxLength(50)),
});
export type SaveSingleSignOn = z.infer<typeof saveSingleSignOnSchema>;

/** The body of `POST /api/settings/single-sign-on/domains`. */
export const addDomainSchema = z.object({
  domain: z.pipe(z.string().check(z.trim(), z.toLowerCase()), z.string().check(z.regex(DOMAIN, { error: m.invalidDomain }))),
});
export type AddDomain = z.input<typeof addDomainSchema>;

/** The body of `POST /api/auth/sso/begin`. */
export const beginSsoSchema = z.object({
  email: z.string().check(z.maxLength(254)),
  next: z.optional(z.string().check(z.maxLength(500))),
  /** That the person is to prove who they are, even where the provider knows their browser. */
  again: z.optional(z.boolean()),
});
export type BeginSso = z.infer<typeof beginSsoSchema>;

export const begunSsoSchema = z.object({ address: z.string() });
