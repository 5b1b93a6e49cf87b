import type { RateLimiter } from "@/e2e/sandbox/control/rate-limit";
import type { Stage } from "@/e2e/sandbox/control/stage";
import { admits, send } from "@/e2e/sandbox/harvest/serve";
import { type Answer, type Call, json } from "@/e2e/sandbox/http";
import type { Grant } from "@/e2e/sandbox/oauth/grants";
import { createNote } from "@/e2e/sandbox/v3/notes";
import { listResource } from "@/e2e/sandbox/v3/resources";
import { CREATE_NOTES, resources, type Scope, scopeOf } from "@/e2e/sandbox/v3/scopes";
import { answerWebhooks } from "@/e2e/sandbox/v3/webhooks";
import type { Webhooks } from "@/e2e/sandbox/webhooks/deliveries";
import { users } from "@/e2e/sandbox/world/employer";

const unauthorized = {
  message: "Unauthorized",
  errors: ["Token could not be decoded. Please ensure your token is from a trusted source."],
};

/** Answers what is below `/v3/`. */
export async function serveV3({ clients, faults, webhooks }: Stage, limiter: RateLimiter, call: Call): Promise<void> {
  const { request, response, address } = call;
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const bearer = clients.grants.bearer(token);
  const client = bearer?.grant.client;
  // Even an unknown token's refusal tells a rate limit: that of its text.
  const kind = address.pathname.slice("/v3/".length);
  const caller = { name: client?.id ?? token, kind, credential: client, account: bearer?.grant.world };
  if (!(await admits(faults, limiter, call, caller))) return;
  if (!bearer?.alive) return json(response, 401, unauthorized);
  send(call, await answerTo(bearer.grant, webhooks, call));
}

async function answerTo({ client, world, scopes, userId }: Grant, webhooks: Webhooks, call: Call): Promise<Answer> {
  const { address } = call;
  const siteAdmin = users.find(({ id }) => id === userId)?.siteAdmin ?? false;
  const allowed = async (scope: Scope, answer: () => Answer | Promise<Answer>): Promise<Answer> =>
    siteAdmin && client.scopes.includes(scope) && (scopes ?? client.scopes).includes(scope)
      ? answer()
      : { status: 403, body: { message: "Forbidden" } };
  const method = call.request.method ?? "";
  if (method === "POST" && address.pathname === "/v3/notes") return allowed(CREATE_NOTES, () => createNote(world, call));
  const verb = ({ GET: "list", POST: "create", PATCH: "update", DELETE: "destroy" } as const)[method];
  if (verb && client.partner && /^\/v3\/webhooks(\/\d+)?$/.test(address.pathname)) {
    return allowed(`harvest:webhooks:${verb}`, () => answerWebhooks(webhooks, world, call));
  }
  const resource = resources.find((one) => address.pathname === `/v3/${one}`);
  if (!resource || method !== "GET") return { status: 404, body: { message: "Resource not found" } };
  return allowed(scopeOf(resource), () => listResource(world, resource, address, client.seesPrivate));
}
