import type { CookiesOptions } from "next-auth";
import { env } from "@/lib/platform/env";

function isSecure(): boolean {
  return new URL(env().APP_URL).protocol === "https:";
}

/**
 * Returns a cookie's name with its attributes: scripts cannot read it, and no other site's form sends it. Where people reach the portal
 * by https, only https does, and the prefix `__Host-` keeps other hosts of the same domain from setting one (RFC 6265bis, 4.1.3.2).
 */
export function hostCookie(name: string) {
  const secure = isSecure();
  return { name: `${secure ? "__Host-" : ""}${name}`, options: { httpOnly: true, sameSite: "lax", path: "/", secure } } as const;
}

/** Returns the name of the cookie that holds a session. */
export function sessionCookieName(): string {
  return hostCookie("next-auth.session-token").name;
}

/** Returns next-auth's cookies; by its own choice only one of them would be bound to this host. */
export function nextAuthCookies(): Partial<CookiesOptions> {
  return {
    sessionToken: hostCookie("next-auth.session-token"),
    callbackUrl: hostCookie("next-auth.callback-url"),
    csrfToken: hostCookie("next-auth.csrf-token"),
  };
}

/** Returns the cookie of a browser that was sent to its identity provider; it outlives no sign-in. */
export function ssoCookie() {
  const { name, options } = hostCookie("emptrust.single-sign-on");
  return { name, options: { ...options, maxAge: 600 } };
}
