import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/platform/env";

const isDevelopment = process.env.NODE_ENV === "development";

/** Everything a page may load is ours; scripts and styles written into the page carry this answer's nonce. */
function contentSecurityPolicy(nonce: string, formTargets: string): string {
  return [
    "default-src 'self'",
    // Development only: React rebuilds server stacks with eval, and its overlay writes styles of its own.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${formTargets}`,
    "frame-ancestors 'none'",
  ].join("; ");
}

// Browsers hold the redirect that follows a form against form-action too, so the new hire's page names where it leads.
function formTargets(isInvitation: boolean): string {
  const onward = isInvitation ? env().ONBOARDING_URL : undefined;
  return onward ? `'self' ${new URL(onward).origin}` : "'self'";
}

/**
 * Tells pages their nonce and their own address, and browsers what a page may load; the API's answers load nothing and need none of it.
 * The headers that are the same for every answer are in `next.config.js`. It decides nothing about who may see what: every page and
 * route does that itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const isInvitation = pathname.startsWith("/onboarding/") || pathname.startsWith("/join/");
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce, formTargets(isInvitation));

  const forwarded = new Headers(request.headers);
  // Next reads the nonce for its own scripts from this header. All three replace what a caller may have sent.
  forwarded.set("content-security-policy", policy);
  forwarded.set("x-nonce", nonce);
  forwarded.set("x-portal-path", `${pathname}${search}`);

  const response = NextResponse.next({ request: { headers: forwarded } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = { matcher: ["/((?!api/|_next/static|_next/image).*)"] };
