import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions, type Doors } from "@/lib/auth/sign-in/options";
import * as refusal from "@/lib/messages/generated/auth/refusal";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";

/** What was sent, field by field. */
type Fields = Readonly<Record<string, string | undefined>>;

const PREFIX = "/api/auth/";

/**
 * Returns next-auth's answer to a call at one of its addresses with these fields. It goes by what it is given and reads no body itself.
 * Throws what the work behind its doors threw, of which next-auth would answer the text, and `invalid_sign_in` where it refuses.
 */
export async function askNextAuth(request: Request, fields: Fields, doors: Doors): Promise<Response> {
  const failures: unknown[] = [];
  const kept = async <Result>(work: Promise<Result>): Promise<Result | null> =>
    work.catch((error: unknown) => {
      failures.push(error);
      return null;
    });
  const options = authOptions({
    signIn: (credentials) => kept(doors.signIn(credentials)),
    signOut: async (token) => void (await kept(doors.signOut(token))),
  });
  const { pathname } = new URL(request.url);
  const { method } = request;
  const asked = new NextRequest(new URL(pathname, env().APP_URL), {
    method,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    ...(method === "POST" ? { body: formOf(fields) } : {}),
  });
  const context = { params: Promise.resolve({ nextauth: pathname.slice(PREFIX.length).split("/") }) };
  const response: Response = await NextAuth(asked, context, options);
  if (failures.length > 0) throw failures[0];
  if (response.status >= 500) throw new Error(`next-auth answered with ${response.status}`);
  if (method === "POST") refuseAs(await targetOf(response));
  return response;
}

function formOf(fields: Fields): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, value);
  return form.toString();
}

/** Returns where next-auth sends the caller: as a redirect, or in JSON for a script. */
async function targetOf(response: Response): Promise<URL> {
  const target = response.headers.get("location") ?? (await response.clone().json()).url;
  return new URL(target, env().APP_URL);
}

/** next-auth says by an address of its own that it refuses. */
function refuseAs(target: URL): void {
  if (!target.pathname.startsWith(PREFIX)) return;
  throw new AppError("invalid_sign_in", target.searchParams.has("csrf") ? refusal.expired() : refusal.refused());
}
