import { cookies } from "next/headers";
import { callerAddress } from "@/lib/auth/caller";
import { ssoCookie } from "@/lib/auth/sign-in/cookies";
import { anyone } from "@/lib/http/access";
import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";
import { beginSsoSchema, begunSsoSchema } from "@/lib/sso/schema";
import { beginSso } from "@/lib/workflows/accounts/single-sign-on";

export const POST = publicRoute({
  operationId: "beginSingleSignOn",
  summary: "Get the address of your organization's sign-in page; the answer sets a cookie that the way back needs",
  access: anyone,
  body: jsonBody(beginSsoSchema),
  response: ok(begunSsoSchema),
  problems: ["invalid_sign_in", "too_many_requests"],
  audit: { none: "nothing happens until the person comes back" },
  handler: async ({ body, headers }) => {
    const { address, browser } = await beginSso(body, callerAddress(headers));
    const { name, options } = ssoCookie();
    (await cookies()).set(name, browser, options);
    return { address };
  },
});
