import { cookies } from "next/headers";
import { hostCookie } from "@/lib/auth/sign-in/cookies";
import { path } from "@/lib/platform/paths/address";
import { onboardingPage } from "@/lib/platform/paths/pages";

const NAME = "emptrust.refused-note";
/** The page comes right after. */
const KEPT_SECONDS = 60;

/** Browsers refuse a cookie whose name and value are longer than 4,096 bytes together (RFC 6265bis, 5.7). */
const MOST_CHARACTERS = 4_000;

/**
 * Has the browser hand a note that was not taken to the page of its link, and to no other. Not in the address, which is kept in histories and
 * logs. Does nothing for a note that is too long for a cookie, which few in an alphabet of one or two bytes a letter are.
 */
export async function keepRefusedNote(token: string, text: string): Promise<void> {
  const value = Buffer.from(text).toString("base64url");
  if (value.length > MOST_CHARACTERS) return;
  const { options } = hostCookie(NAME);
  (await cookies()).set(NAME, value, { ...options, path: path(onboardingPage, token), maxAge: KEPT_SECONDS });
}

/** Returns the note of the page's link that was not taken just now; an empty text without one. */
export async function refusedNote(): Promise<string> {
  return Buffer.from((await cookies()).get(NAME)?.value ?? "", "base64url").toString();
}
