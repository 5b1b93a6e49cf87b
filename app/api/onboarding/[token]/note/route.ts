import { z } from "zod";
import { callerAddress } from "@/lib/auth/sign-in";
import { defineRoute, readBytes } from "@/lib/http/define-route";
import { noteSchema } from "@/lib/invitations/schema";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { onboardingPage, path } from "@/lib/platform/paths";
import { takeNote } from "@/lib/workflows/invite/open-invitation";

const MAX_BODY_BYTES = 32 * 1024;

/** A new hire tells HR that something is not right; posted by a form without a script, or as JSON. */
export const POST = defineRoute({
  permission: "public",
  params: z.object({ token: z.string().max(200) }),
  audit: "none: the note stands in the record's timeline",
  handler: async ({ params: { token }, request }) => {
    const body = new TextDecoder().decode(await readBytes(request, MAX_BODY_BYTES));
    const isJson = request.headers.get("content-type")?.startsWith("application/json") ?? false;
    const parsed = noteSchema.safeParse(isJson ? parseJson(body) : Object.fromEntries(new URLSearchParams(body)));
    const taken = parsed.success && (await takeNote(token, callerAddress(request.headers), parsed.data.text));
    if (isJson && !parsed.success) {
      const reason = parsed.error.issues[0]?.message ?? "It cannot be read.";
      throw new AppError("invalid_fields", "The note was not sent.", { invalidParams: [{ name: "text", reason }] });
    }
    const outcome = taken ? "sent" : "not-sent";
    const location = `${env().APP_URL}${path(onboardingPage, token)}?note=${outcome}`;
    return new Response(null, { status: 303, headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" } });
  },
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
