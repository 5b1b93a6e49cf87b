import { z } from "zod";
import { demoClients, type Sandbox } from "@/e2e/sandbox/server";

// What tests ask of a sandbox, over HTTP as any client would.

export interface ClientCredentials {
  id: string;
  secret: string;
}

export function basic(user: string, password = ""): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` };
}

/** A call of the control interface. */
export function steer(
  sandbox: Sandbox,
  path: string,
  body: object = {},
  headers: Record<string, string> = {},
  method = "POST",
): Promise<Response> {
  return fetch(new URL(path, sandbox.url), { method, headers, body: JSON.stringify(body) });
}

/** The address a `Link` header gives for a relation. */
export function linked(answer: Response, relation: string): string | undefined {
  return new RegExp(`<([^>]+)>; rel="${relation}"`).exec(answer.headers.get("link") ?? "")?.[1];
}

/** Asks the token endpoint. */
export function requestToken(
  sandbox: Pick<Sandbox, "url">,
  { id, secret }: ClientCredentials = demoClients.good,
  form: Record<string, string> = { grant_type: "client_credentials" },
): Promise<Response> {
  return fetch(`${sandbox.url}/auth/token`, { method: "POST", headers: basic(id, secret), body: new URLSearchParams(form) });
}

/** An access token of a client's own, for a user when one is named. */
export async function accessToken(sandbox: Pick<Sandbox, "url">, client?: ClientCredentials, sub?: number): Promise<string> {
  const form = { grant_type: "client_credentials", ...(sub === undefined ? {} : { sub: String(sub) }) };
  const answer = await requestToken(sandbox, client, form);
  return z.object({ access_token: z.string() }).parse(await answer.json()).access_token;
}

/** Asks Harvest v3; takes a path or a whole address. */
export function getV3(sandbox: Sandbox, path: string, token: string): Promise<Response> {
  return fetch(new URL(path, sandbox.url), { headers: { authorization: `Bearer ${token}` } });
}
