import type { IncomingMessage, ServerResponse } from "node:http";

/** What a `Request` cannot be made of (Fetch standard, "forbidden method"), so that Next.js would fail; TRACE would repeat cookies, too. */
const forbiddenMethods: ReadonlySet<string> = new Set(["TRACE", "TRACK", "CONNECT"]);

/**
 * Answers what no part of the portal is to see, and returns whether it did: a forbidden method with 405, and with 400 an address that names
 * a server, as only a proxy is asked (RFC 9112, 3.2.2), which a redirect would repeat.
 */
export function answerUnanswerable({ method = "", url = "" }: IncomingMessage, response: ServerResponse): boolean {
  const status = forbiddenMethods.has(method) ? 405 : url.startsWith("/") ? null : 400;
  if (status === null) return false;
  response.writeHead(status, { "content-length": 0, "cache-control": "no-store", ...(status === 405 ? { allow: "GET, HEAD, POST" } : {}) });
  response.end();
  return true;
}
