import { anyone } from "@/lib/http/access";
import { text } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";
import { DAY_MS } from "@/lib/platform/calendar";
import { env } from "@/lib/platform/env";
import { notFound } from "@/lib/platform/errors";

export const dynamic = "force-dynamic";

const VALID_DAYS = 180;

/** RFC 9116, also served as /.well-known/security.txt. Each installation names its own operator, hence not a file; one that names none has no such address. */
export const GET = publicRoute({
  operationId: "getSecurityContact",
  summary: "Get the security contact, as security.txt",
  access: anyone,
  response: text("text/plain; charset=utf-8"),
  problems: ["not_found"],
  audit: { none: "states a contact" },
  handler: async () => {
    const { APP_URL, SECURITY_CONTACT } = env();
    if (SECURITY_CONTACT === undefined) throw notFound("page");
    return [
      `Contact: ${SECURITY_CONTACT}`,
      `Expires: ${new Date(Date.now() + VALID_DAYS * DAY_MS).toISOString()}`,
      "Preferred-Languages: en",
      `Canonical: ${APP_URL}/.well-known/security.txt`,
      "",
    ].join("\n");
  },
});
