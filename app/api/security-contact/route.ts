import { anyone } from "@/lib/http/access";
import { text } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";
import { DAY_MS } from "@/lib/platform/calendar";
import { env, senderAddress } from "@/lib/platform/env";

export const dynamic = "force-dynamic";

const VALID_DAYS = 180;

/** Returns the contact as RFC 9116 wants it: a web address as it is, an email address as mailto:. */
function contact(): string {
  return env().SECURITY_CONTACT ?? `mailto:${senderAddress() ?? ""}`;
}

/** RFC 9116, also served as /.well-known/security.txt. Each installation names its own operator, hence not a file. */
export const GET = publicRoute({
  operationId: "getSecurityContact",
  summary: "Get the security contact, as security.txt",
  access: anyone,
  response: text("text/plain; charset=utf-8"),
  audit: { none: "states a contact" },
  handler: async () => {
    const { APP_URL } = env();
    return [
      `Contact: ${contact()}`,
      `Expires: ${new Date(Date.now() + VALID_DAYS * DAY_MS).toISOString()}`,
      "Preferred-Languages: en",
      `Canonical: ${APP_URL}/.well-known/security.txt`,
      "",
    ].join("\n");
  },
});
