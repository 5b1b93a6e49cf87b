import type { Stage } from "@/e2e/sandbox/control/control";
import { happen } from "@/e2e/sandbox/control/faults";
import type { RateLimiter } from "@/e2e/sandbox/control/rate-window";
import { type Answer, type Call, json } from "@/e2e/sandbox/http";
import type { Grant } from "@/e2e/sandbox/oauth/grants";
import { listResource } from "@/e2e/sandbox/v3/harvest";
import { resources, scopeOf } from "@/e2e/sandbox/v3/scopes";

const unauthorized = {
  message: "Unauthorized",
  errors: ["Token could not be decoded. Please ensure your token is from a trusted source."],
};

/** Answers what is below `/v3/`. */
export async function serveV3({ clients, faults }: Stage, limiter: RateLimiter, { request, response, address }: Call): Promise<void> {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const bearer = clients.grants.bearer(token);
  const client = bearer?.grant.client;
  // Even an unknown token's refusal tells a rate limit: that of its text.
  if (!limiter.admit(response, client?.id ?? token, address.pathname.slice("/v3/".length), client)) return;
  const fault = faults.take(address.pathname);
  if (fault && (await happen(fault, response))) return;
  if (!bearer?.alive) return json(response, 401, unauthorized);
  const { status, body, link } = answerTo(bearer.grant, request.method ?? "", address);
  if (link) response.setHeader("link", link);
  json(response, status, body);
}

function answerTo({ client, world, scopes, siteAdmin }: Grant, method: string, address: URL): Answer {
  const resource = resources.find((one) => address.pathname === `/v3/${one}`);
  if (!resource || method !== "GET") return { status: 404, body: { message: "Resource not found" } };
  const scope = scopeOf(resource);
  const granted = client.scopes.includes(scope) && (scopes ?? client.scopes).includes(scope);
  return granted && siteAdmin ? listResource(world, resource, address) : { status: 403, body: { message: "Forbidden" } };
}
