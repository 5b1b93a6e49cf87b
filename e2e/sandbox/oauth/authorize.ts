import { text } from "node:stream/consumers";
import { z } from "zod";
import { type Stage, worldNamed } from "@/e2e/sandbox/control/stage";
import { escapeHtml, pageOf } from "@/e2e/sandbox/html";
import { type Call, html, isForeign, json } from "@/e2e/sandbox/http";
import type { Client } from "@/e2e/sandbox/oauth/client";
import { type Scope, scopes } from "@/e2e/sandbox/v3/scopes";
import { basicUserId, serviceAccountId } from "@/e2e/sandbox/world/employer";

const CALLBACK = "/api/partner-integrations/greenhouse/callback";

const askedSchema = z.object({
  client_id: z.string(),
  redirect_uri: z.string(),
  response_type: z.string().default(""),
  scope: z.string().default(""),
  state: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.string().default("S256"),
  /** The key or client id of the account that it is for; the partner's own unless given. */
  account: z.string().default(""),
});
type Asked = z.output<typeof askedSchema>;

const decidedSchema = askedSchema.extend({
  decision: z.enum(["authorize", "deny"]),
  acts_for: z.enum(["service_account", "myself"]).default("service_account"),
});

/**
 * Serves the page on which someone authorizes a partner, and takes their decision. An unknown client, an address that is not registered
 * and an unknown account are refused here; everything else is told to the partner at its address.
 */
export async function authorize(stage: Stage, call: Call): Promise<void> {
  const { request, response, address } = call;
  if (isForeign(call)) return json(response, 403, { message: "Another site's page may not decide this." });
  const deciding = request.method === "POST";
  const params = Object.fromEntries(deciding ? new URLSearchParams(await text(request)) : address.searchParams);
  params.account ??= params.login_hint ?? "";
  const parsed = (deciding ? decidedSchema : askedSchema).safeParse(params);
  if (!parsed.success) return refuse(call, z.prettifyError(parsed.error));
  const asked: Asked & Partial<z.output<typeof decidedSchema>> = parsed.data;
  const client = stage.clients.find(asked.client_id);
  if (!client?.partner || client.revoked) return refuse(call, "There is no such client.");
  if (!isRegistered(asked.redirect_uri)) return refuse(call, "This redirect_uri is not registered.");
  const world = asked.account === "" ? client.world : worldNamed(stage, asked.account);
  if (!world) return refuse(call, "There is no such account.");

  const wanted = asked.scope.split(" ").filter(Boolean);
  const granted = scopes.filter((scope) => wanted.includes(scope));
  const mistake = mistakeIn(asked, client, wanted);
  if (mistake) return back(call, asked, { error: mistake });
  if (!asked.decision) return html(response, 200, decisionPage(asked, granted), [new URL(asked.redirect_uri).origin]);
  if (asked.decision === "deny") return back(call, asked, { error: "access_denied" });
  const actsFor = asked.acts_for === "service_account" ? serviceAccountId : basicUserId;
  const grant = { client, world, scopes: granted, userId: actsFor };
  back(call, asked, { code: stage.clients.grants.code(grant, asked.redirect_uri, asked.code_challenge ?? null) });
}

function isRegistered(address: string): boolean {
  const url = URL.parse(address);
  const isLocal = url?.protocol === "http:" && (url.hostname === "127.0.0.1" || url.hostname === "localhost");
  return isLocal && address.endsWith(CALLBACK) && url.pathname.endsWith(CALLBACK);
}

function mistakeIn(asked: Asked, client: Client, wanted: readonly string[]): string | undefined {
  if (asked.response_type !== "code") return "unsupported_response_type";
  if (asked.code_challenge !== undefined && asked.code_challenge_method !== "S256") return "invalid_request";
  return wanted.length > 0 && wanted.every((scope) => client.scopes.some((one) => one === scope)) ? undefined : "invalid_scope";
}

/** Sends the browser back to the partner. */
function back({ response }: Call, { redirect_uri, state }: Asked, answer: Record<string, string>): void {
  const target = new URL(redirect_uri);
  for (const [name, value] of Object.entries({ ...answer, ...(state === undefined ? {} : { state }) })) {
    target.searchParams.set(name, value);
  }
  response.writeHead(303, { location: target.href }).end();
}

function refuse({ response }: Call, reason: string): void {
  html(response, 400, pageOf("This cannot be authorized", `<p>${escapeHtml(reason)}</p>`));
}

function decisionPage({ account, ...asked }: Asked, granted: readonly Scope[]): string {
  const hidden = Object.entries(asked)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value ?? "")}">`);
  return pageOf(
    "Authorize an integration",
    `<p><code>${escapeHtml(asked.client_id)}</code> asks to read:</p>
<ul>${granted.map((scope) => `<li><code>${scope}</code></li>`).join("")}</ul>
<form method="post" action="/auth/authorize">${hidden.join("")}
<p><label>Account <input name="account" value="${escapeHtml(account)}" placeholder="the default one"></label></p>
<p><label><input type="radio" name="acts_for" value="service_account" checked> Service account</label>
<label><input type="radio" name="acts_for" value="myself"> Myself, who is no Site Admin</label></p>
<div class="buttons"><button name="decision" value="authorize">Authorize</button><button name="decision" value="deny">Deny</button></div></form>`,
  );
}
