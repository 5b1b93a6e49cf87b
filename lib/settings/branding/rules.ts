import type { Branding } from "@/lib/settings/branding/schema";

/** Returns whom a new hire can ask, at the contact's own address or the one for replies to the email; null where neither is known. */
export function pageContact(
  { contactName, contactEmail }: Pick<Branding, "contactName" | "contactEmail">,
  replyTo: string | null,
): { name: string | null; address: string | null } | null {
  const address = contactEmail ?? replyTo;
  return contactName === null && address === null ? null : { name: contactName, address };
}
