/** Why a sign-in by single sign-on came to nothing. */
const ssoRefusals = ["expired", "declined", "unreachable", "unverified_email", "foreign_domain", "other_person", "not_believed"] as const;
export type SsoRefusal = (typeof ssoRefusals)[number];

/** Returns the reason that an address carries; undefined where it carries none. */
export function ssoRefusalOf(text: string | string[] | undefined): SsoRefusal | undefined {
  return ssoRefusals.find((one) => one === text);
}

/** Returns the domain of an email address, in lower case; an empty text where there is none. */
export function domainOf(email: string): string {
  const at = email.lastIndexOf("@");
  return at < 1
    ? ""
    : email
        .slice(at + 1)
        .trim()
        .toLowerCase();
}

/** What a provider says of a person who signs in for the first time. */
interface Told {
  email: string | null;
  emailVerified: boolean | null;
  hostedDomain: string | null;
}

/** Accounts of all the world, with any address as their email. */
const GOOGLE = "https://accounts.google.com";

/**
 * Returns the email address by which a provider may name a person of the organization, or why not. It speaks for verified domains only. Of
 * Google it must say so itself, and that the organization manages the account: anyone can have made one with an address of the organization's.
 */
export function emailToldBy(issuer: string, told: Told, domains: readonly string[]): { email: string } | { refused: SsoRefusal } {
  const email = told.email?.trim().toLowerCase() ?? "";
  const isGoogle = issuer === GOOGLE;
  if (email === "" || email.length > 254 || told.emailVerified === false) return { refused: "unverified_email" };
  if (isGoogle && told.emailVerified !== true) return { refused: "unverified_email" };
  if (!domains.includes(domainOf(email))) return { refused: "foreign_domain" };
  if (isGoogle && !domains.includes(told.hostedDomain?.toLowerCase() ?? "")) return { refused: "foreign_domain" };
  return { email };
}
