import type { IncomingMessage, ServerResponse } from "node:http";
import pTimeout from "p-timeout";
import { pingDatabase } from "@/lib/platform/database/client";
import { failedPage, failedPagePolicy } from "@/scripts/portal/failed-page";

const PATIENCE_MS = 3_000;
const RETRY_SECONDS = 5;
const PERSONAL = /^\/(api\/)?(onboarding|join)\//;

/**
 * Lets a browser that asked for a page get one also where the page fails on the server: Next.js answers with an empty page then, whose
 * script shows the error, and a route with JSON. 503 while the database does not answer.
 */
export function answerFailures(request: IncomingMessage, response: ServerResponse): void {
  if (!request.headers.accept?.includes("text/html")) return;
  const { writeHead, write, end, flushHeaders } = response;
  let state: "theirs" | "replaced" | "ours" = "theirs";
  // Headers may be sent by any of the four, and by layers between Next.js and this response.
  const isTheirs = (status = response.statusCode) => {
    if (state === "theirs" && status >= 500 && !response.headersSent) {
      state = "replaced";
      void replacement(request, status).then((page) => {
        state = "ours";
        for (const name of ["content-encoding", "content-length", "etag", "link", "transfer-encoding"]) response.removeHeader(name);
        response.statusCode = page.status;
        for (const [name, value] of Object.entries(page.headers)) response.setHeader(name, value);
        end.call(response, request.method === "HEAD" ? "" : page.html, "utf8");
      });
    }
    return state !== "replaced";
  };
  const guarded = <Method extends (...args: never[]) => unknown>(method: Method, instead: unknown): Method =>
    ((...args: never[]) => (isTheirs() ? method.apply(response, args) : instead)) as Method;
  response.write = guarded(write, true);
  response.end = guarded(end, response);
  response.flushHeaders = guarded(flushHeaders, undefined);
  response.writeHead = ((...args: Parameters<ServerResponse["writeHead"]>) =>
    isTheirs(args[0]) ? writeHead.apply(response, args) : response) as ServerResponse["writeHead"];
}

interface Page {
  status: number;
  headers: Record<string, string>;
  html: string;
}

async function replacement(request: IncomingMessage, status: number): Promise<Page> {
  const isAway = await isDatabaseAway();
  return {
    status: isAway ? 503 : status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": failedPagePolicy,
      "cache-control": "no-store",
      ...(isAway ? { "retry-after": String(RETRY_SECONDS) } : {}),
    },
    html: failedPage({ isAway, isForm: request.method === "POST", isInvitation: PERSONAL.test(request.url ?? "") }),
  };
}

async function isDatabaseAway(): Promise<boolean> {
  return pTimeout(pingDatabase(), { milliseconds: PATIENCE_MS }).then(
    () => false,
    () => true,
  );
}
