import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import { happen } from "@/e2e/sandbox/control/faults";
import type { RateLimiter } from "@/e2e/sandbox/control/rate-limit";
import type { Stage } from "@/e2e/sandbox/control/stage";
import { type Answer, basicCredentials, type Call, json } from "@/e2e/sandbox/http";
import { authorize } from "@/e2e/sandbox/oauth/authorize";
import type { Client } from "@/e2e/sandbox/oauth/client";
import { type Grant, type Grants, REFRESH_SECONDS } from "@/e2e/sandbox/oauth/grants";
import { iso } from "@/e2e/sandbox/world/calendar";
import { serviceAccountId, users } from "@/e2e/sandbox/world/employer";
import type { Moment } from "@/e2e/sandbox/world/model";

const refused = (status: number, error: string): Answer => ({ status, body: { error } });
const rejected = (status: number, message: string): Answer => ({ status, body: { message, errorId: randomUUID() } });

/** Answers what is below `/auth/`: the token endpoint and the page on which people authorize a partner. */
export async function serveAuth(stage: Stage, limiter: RateLimiter, call: Call): Promise<void> {
  const { request, response, address } = call;
  const endpoint = `${request.method} ${address.pathname}`;
  const credentials = basicCredentials(request);
  if (endpoint === "POST /auth/token") {
    const id = credentials?.user ?? "";
    if (!limiter.admit(response, id, "token", stage.clients.find(id))) return;
  }
  const asking = stage.clients.find(credentials?.user ?? address.searchParams.get("client_id") ?? "");
  const fault = stage.faults.take(address.pathname, asking?.world);
  if (fault && (await happen(fault, response))) return;
  switch (endpoint) {
    case "GET /auth/authorize":
    case "POST /auth/authorize":
      return authorize(stage, call);
    case "POST /auth/token": {
      const sent = await text(request);
      const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
      const { status, body } = isForm ? tokenAnswer(stage, credentials, new URLSearchParams(sent)) : refused(400, "invalid_request");
      response.setHeader("cache-control", "private, no-store");
      return json(response, status, body);
    }
    case "POST /auth/introspect": {
      const { status, body } = introspection(stage, credentials, new URLSearchParams(await text(request)));
      return json(response, status, body);
    }
    default:
      return json(response, 404, { message: "Resource not found" });
  }
}

function tokenAnswer({ clients, now }: Stage, credentials: ReturnType<typeof basicCredentials>, form: URLSearchParams): Answer {
  if (!credentials) return rejected(401, "Client credentials are required");
  const { user: id, password: secret } = credentials;
  if (!id.includes("client")) return rejected(400, `client_id=${id} does not contain a valid client ID suffix`);
  const client = clients.find(id);
  if (!client || client.secret !== secret || client.revoked) return refused(401, "invalid_client");
  switch (form.get("grant_type")) {
    case "client_credentials":
      return ownToken(clients.grants, client, form.get("sub"), now());
    case "authorization_code":
      return granted(clients.grants.redeem(client, form.get("code") ?? "", form.get("redirect_uri"), form.get("code_verifier")), now());
    case "refresh_token":
      return granted(clients.grants.refresh(client, form.get("refresh_token") ?? ""), now());
    default:
      return refused(400, "unsupported_grant_type");
  }
}

/** Tells a client about a token of its own (RFC 7662). */
function introspection({ clients, now }: Stage, credentials: ReturnType<typeof basicCredentials>, form: URLSearchParams): Answer {
  const client = clients.find(credentials?.user ?? "");
  if (!client || client.secret !== credentials?.password || client.revoked) return refused(401, "invalid_client");
  const bearer = clients.grants.bearer(form.get("token") ?? "");
  if (!bearer?.alive || bearer.grant.client !== client) return { status: 200, body: { active: false } };
  const { userId, access, scopes } = bearer.grant;
  const scope = client.scopes.filter((one) => (scopes ?? client.scopes).includes(one)).join(" ");
  const exp = Math.floor((access?.expiresAt ?? now()) / 1000);
  return { status: 200, body: { active: true, client_id: client.id, sub: String(userId), scope, exp } };
}

function ownToken(grants: Grants, client: Client, sub: string | null, now: Moment): Answer {
  if (client.partner) return refused(400, "unauthorized_client");
  const user = users.find(({ id }) => String(id) === sub);
  if (sub !== null && !user) return refused(400, /^\d+$/.test(sub) ? "invalid_grant" : "invalid_request");
  return granted(grants.own(client, user?.id ?? serviceAccountId), now);
}

function granted(grant: Grant | undefined, now: Moment): Answer {
  if (!grant?.access) return refused(400, "invalid_grant");
  const { seconds, field } = grant.client.lifetime;
  const until = iso(now + seconds * 1000);
  const refresh = grant.refresh && { refresh_token: grant.refresh.text, refresh_token_expires_in: REFRESH_SECONDS };
  return {
    status: 200,
    body: { access_token: grant.access.text, token_type: "Bearer", [field]: field === "expires_in" ? seconds : until, ...refresh },
  };
}
