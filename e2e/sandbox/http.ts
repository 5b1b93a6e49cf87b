import type { IncomingMessage, ServerResponse } from "node:http";
import { isIP } from "node:net";

/** A request that is being answered. */
export interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  address: URL;
}

export interface Answer {
  status: number;
  body: unknown;
  link?: string;
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  const usual = { "content-type": "application/json;charset=utf-8", vary: "Accept,Accept-Encoding" };
  const kept = response.hasHeader("cache-control") ? {} : { "cache-control": "max-age=0, private, must-revalidate" };
  response.writeHead(status, { ...usual, ...kept }).end(JSON.stringify(body));
}

/** Writes the same again and again, as a body of the answer, until the other side has had enough. */
export function keepWriting(response: ServerResponse, part: Buffer, everyMs: number): void {
  const timer = setInterval(() => {
    if (!response.writableNeedDrain) response.write(part);
  }, everyMs);
  response.on("close", () => clearInterval(timer));
}

/** A page without scripts; `formTargets` are the origins a form may lead to besides this server. */
export function html(response: ServerResponse, status: number, page: string, formTargets: readonly string[] = []): void {
  const forms = ["'self'", ...formTargets].join(" ");
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.setHeader("content-security-policy", `default-src 'none'; style-src 'unsafe-inline'; form-action ${forms}`);
  response.writeHead(status).end(page);
}

/** The user and password of Basic authentication; undefined when there are none. */
export function basicCredentials(request: IncomingMessage): { user: string; password: string } | undefined {
  const encoded = /^Basic (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  const [, user, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? "", "base64").toString("utf8")) ?? [];
  return user === undefined || password === undefined ? undefined : { user, password };
}

/** Whether another site's page makes a browser send this; such a page may not drive this server. */
export function isForeign({ request, address }: Call): boolean {
  const { origin } = request.headers;
  return request.method !== "GET" && origin !== undefined && (origin !== address.origin || !isOwnName(address.hostname));
}

/** With a name that was pointed at this machine (DNS rebinding) origin and host agree; an IP address cannot be used so. */
function isOwnName(hostname: string): boolean {
  return hostname === "localhost" || isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
}
