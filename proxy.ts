import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/platform/env";

const isDevelopment = process.env.NODE_ENV === "development";

/** Returns the policy for a page: it may load from this origin only, and inline scripts and styles need the response's nonce. */
function contentSecurityPolicy(nonce: string, formTargets: string): string {
  return [
    "default-src 'self'",
    // Development only: React rebuilds server stacks with eval, and its overlay adds inline styles.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${formTargets}`,
    "frame-ancestors 'none'",
  ].join("; ");
}

// Browsers apply form-action to the redirect after a form, too, so the new hire's page names its target.
function formTargets(isInvitation: boolean): string {
  const onward = isInvitation ? env().ONBOARDING_URL : undefined;
  return onward ? `'self' ${new URL(onward).origin}` : "'self'";
}

/**
 * Sets the content security policy of a page, and passes its nonce and address on. API responses don't need it. Headers that are the
 * same for every response are in `scripts/portal/every-answer.ts`. It makes no authorization decision: every page and route does that itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const isInvitation = pathname.startsWith("/onboarding/") || pathname.startsWith("/join/");
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce, formTargets(isInvitation));

  const forwarded = new Headers(request.headers);
  // Next reads the nonce for its own scripts from this header. All three overwrite values that a caller sent.
  forwarded.set("content-security-policy", policy);
  forwarded.set("x-nonce", nonce);
  forwarded.set("x-portal-path", `${pathname}${search}`);

  const response = NextResponse.next({ request: { headers: forwarded } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = { matcher: ["/((?!api/|_next/static|_next/image).*)"] };
