import type { CookiesOptions } from "next-auth";
import { SECOND_MS } from "@/lib/platform/calendar";
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

/** Returns the `Set-Cookie` header of such a cookie, which the browser keeps for a while. */
export function cookieHeader(name: string, value: string, keptMs: number): string {
  const { name: whole, options } = hostCookie(name);
  const secure = options.secure ? ["Secure"] : [];
  return [`${whole}=${value}`, `Path=${options.path}`, `Max-Age=${keptMs / SECOND_MS}`, "HttpOnly", "SameSite=Lax", ...secure].join("; ");
}

/** Returns the name of the cookie that next-auth tells a browser by before it signs in. */
export function csrfCookieName(): string {
  return hostCookie("next-auth.csrf-token").name;
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
