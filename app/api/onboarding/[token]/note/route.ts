import { z } from "zod";
import { callerAddress } from "@/lib/auth/caller";
import { anyone } from "@/lib/http/access";
import { formBody } from "@/lib/http/bodies";
import { seeOther } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";
import { noteSchema } from "@/lib/invitations/schema";
import { env } from "@/lib/platform/env";
import { path } from "@/lib/platform/paths/address";
import { onboardingPage } from "@/lib/platform/paths/pages";
import { takeNote } from "@/lib/workflows/invite/open-invitation";
import { keepRefusedNote } from "@/lib/workflows/invite/refused-note";

const MAX_BODY_BYTES = 32 * 1024;

/** A new hire tells HR that something is not right; posted by a form without a script, or as JSON. */
export const POST = publicRoute({
  operationId: "sendNote",
  summary: "Send HR a note from the new hire's page",
  access: anyone,
  params: z.object({ token: z.string().max(200) }),
  body: formBody(noteSchema, MAX_BODY_BYTES),
  response: seeOther(),
  audit: { none: "the note stands in the record's timeline" },
  handler: async ({ params: { token }, body, headers }) => {
    const taken = body !== null && (await takeNote(token, callerAddress(headers), body.text));
    if (body !== null && !taken) await keepRefusedNote(token, body.text);
    return `${env().APP_URL}${path(onboardingPage, token)}?note=${taken ? "sent" : "not-sent"}`;
  },
});
