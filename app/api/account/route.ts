import { changeProfile, readProfile } from "@/lib/auth/accounts/profile";
import { changeProfileSchema, profileSchema } from "@/lib/auth/schema";
import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";

export const GET = sessionRoute({
  operationId: "getAccount",
  summary: "Get your name, email, time zone and which emails you get",
  permission: "account.own",
  response: ok(profileSchema),
  audit: { none: "reads" },
  handler: ({ actor }) => readProfile(actor),
});

export const PATCH = sessionRoute({
  operationId: "changeAccount",
  summary: "Change your name, time zone, emails or password; with a new password your other sessions end",
  permission: "account.own",
  body: jsonBody(changeProfileSchema),
  response: ok(profileSchema),
  problems: ["too_many_requests"],
  audit: ["user.renamed", "user.choices_changed", "user.password_changed"],
  handler: ({ actor, body, address }) => changeProfile(actor, body, address),
});
