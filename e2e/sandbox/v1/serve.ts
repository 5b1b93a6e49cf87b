import type { RateLimiter } from "@/e2e/sandbox/control/rate-limit";
import type { Stage } from "@/e2e/sandbox/control/stage";
import { admits, send } from "@/e2e/sandbox/harvest/serve";
import { type Answer, basicCredentials, type Call, json } from "@/e2e/sandbox/http";
import type { Key, Permission } from "@/e2e/sandbox/oauth/credentials";
import { listApplications, listOffers, retrieveCandidate } from "@/e2e/sandbox/v1/resources";

/** Answers what is below `/v1/`. */
export async function serveV1({ keys, faults }: Stage, limiter: RateLimiter, call: Call): Promise<void> {
  const { request, response, address } = call;
  const given = basicCredentials(request);
  const key = given?.password === "" ? keys.find(given.user) : undefined;
  if (!key || key.revoked) return json(response, 401, { message: "Invalid Basic Auth credentials" });
  const caller = { name: key.key, kind: address.pathname.split("/")[2] ?? "", credential: key, account: key.world };
  if (!(await admits(faults, limiter, call, caller))) return;
  // "A GET request with a body is answered with 403."
  if (Number(request.headers["content-length"] ?? 0) > 0 || request.headers["transfer-encoding"] !== undefined) {
    return json(response, 403, { message: "A GET request must not have a body" });
  }
  send(call, answerTo(key, request.method ?? "", address));
}

function answerTo(key: Key, method: string, address: URL): Answer {
  const allowed = (permission: Permission, answer: () => Answer): Answer =>
    key.permissions.includes(permission)
      ? answer()
      : { status: 403, body: { message: "This API Key does not have permission for this endpoint" } };
  if (method === "GET" && address.pathname === "/v1/offers") return allowed("list_offers", () => listOffers(key.world, address));
  if (method === "GET" && address.pathname === "/v1/applications") {
    return allowed("list_applications", () => listApplications(key.world, address));
  }
  const candidate = method === "GET" ? /^\/v1\/candidates\/(\d+)$/.exec(address.pathname) : null;
  if (candidate) return allowed("retrieve_candidate", () => retrieveCandidate(key.world, Number(candidate[1]), address));
  return { status: 404, body: { message: "Resource not found" } };
}
