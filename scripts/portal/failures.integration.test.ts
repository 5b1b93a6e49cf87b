import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import * as m from "@/lib/messages/generated/layout/failed";
import { closeDatabase } from "@/lib/platform/database/client";
import { loadEnv } from "@/lib/platform/env";
import { answerFailures } from "@/scripts/portal/failures";

testDatabase();

let server: Server | undefined;
let databaseUrl: string | undefined;

beforeEach(() => {
  databaseUrl = process.env.DATABASE_URL;
});

afterEach(async () => {
  await new Promise<void>((closed) => (server ? server.close(() => closed()) : closed()));
  await useDatabase(databaseUrl);
});

async function useDatabase(url: string | undefined): Promise<void> {
  await closeDatabase();
  process.env.DATABASE_URL = url;
  loadEnv({ mail: false });
}

const noDatabase = () => useDatabase("postgresql://nobody@127.0.0.1:1/none");

/** Asks a server that answers so, as a browser does. */
async function ask(handle: RequestListener, path = "/onboard", init: RequestInit = {}): Promise<Response> {
  server = createServer((request, response) => {
    answerFailures(request, response);
    handle(request, response);
  });
  await new Promise<void>((listening) => server?.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { accept: "text/html,*/*", connection: "close" },
    redirect: "manual",
    ...init,
  });
}

const failing: Record<string, RequestListener> = {
  "with its headers first": (_request, response) => {
    response.statusCode = 500;
    response.setHeader("content-type", "text/html");
    response.setHeader("link", "</a.css>; rel=preload");
    response.flushHeaders();
    setTimeout(() => response.end("<body></body>"), 20);
  },
  "in pieces": (_request, response) => {
    response.statusCode = 500;
    response.write("<body>");
    setTimeout(() => response.end("</body>"), 20);
  },
  "in one piece, with a length": (_request, response) => {
    response.writeHead(500, { "content-type": "text/html", "content-length": 13 });
    response.end("<body></body>");
  },
};

describe("a page that failed on the server", () => {
  it.each(Object.entries(failing))(
    "and was sent %s, is one that says that the portal is back in a moment, while the database is away",
    async (_, handle) => {
      await noDatabase();
      const response = await ask(handle);
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("5");
      expect(response.headers.get("link")).toBeNull();
      const html = await response.text();
      expect(html).toContain(m.awayText());
      // It opens itself again, and may run nothing else.
      expect(html).toContain("/api/health/ready");
      expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'.*script-src 'sha256-/);
    },
  );

  it("says that something went wrong while the database is there, and keeps its status", async () => {
    const response = await ask(failing["in pieces"] as RequestListener);
    expect(response.status).toBe(500);
    const html = await response.text();
    expect(html).toContain(m.failedText());
    expect(html).not.toContain("<script");
  });

  it("tells a new hire that the link stays valid", async () => {
    await noDatabase();
    expect(await (await ask(failing["in pieces"] as RequestListener, "/onboarding/token")).text()).toContain(m.awayInvitationText());
  });

  it("is led back to its form after a form was sent", async () => {
    await noDatabase();
    const handle: RequestListener = (_request, response) => {
      response.writeHead(503, { "content-type": "application/problem+json" });
      response.end("{}");
    };
    const response = await ask(handle, "/api/onboarding/token/note", { method: "POST", body: "text=hello" });
    expect(response.headers.get("content-type")).toMatch(/^text\/html/);
    expect(await response.text()).toContain(m.awayFormText());
  });
});

describe("everything else is passed on as it is", () => {
  it("pages that did not fail, also in pieces", async () => {
    const response = await ask((_request, response) => {
      response.setHeader("x-own", "1");
      response.write("one ");
      response.end("two");
    });
    expect([response.status, response.headers.get("x-own"), await response.text()]).toEqual([200, "1", "one two"]);
  });

  it("answers to programs, which did not ask for a page", async () => {
    await noDatabase();
    const handle: RequestListener = (_request, response) => {
      response.writeHead(503, { "content-type": "application/problem+json" });
      response.end('{"code":"service_unavailable"}');
    };
    const response = await ask(handle, "/api/new-hires", { headers: { accept: "application/json" } });
    expect([response.status, await response.text()]).toEqual([503, '{"code":"service_unavailable"}']);
  });
});
