import { forgetDevice } from "@/lib/auth/second-factor/mutations";
import { noContent } from "@/lib/http/responses";
import { idParams, sessionRoute } from "@/lib/http/routes";

export const DELETE = sessionRoute({
  operationId: "forgetDevice",
  summary: "Have a remembered browser asked for the second factor again",
  permission: "account.credentials",
  params: idParams("deviceId"),
  response: noContent(),
  audit: "user.device_forgotten",
  handler: ({ actor, params }) => forgetDevice(actor, params.deviceId),
});
