import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, isIP } from "node:net";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { type Key, Keys, type Permission } from "./accounts";
import { control, type Stage } from "./control";
import { Faults, happen } from "./faults";
import { type Answer, listOffers, retrieveCandidate } from "./harvest-v1";
import { press, renderPage } from "./page";
import { type RateLimit, RateWindow } from "./rate-window";
import { seedWorld } from "./seed";
import { World, WorldError } from "./world";

/** The keys that every seeded server has. */
export const demoKeys = {
  good: "demo-harvest-key-0123456789abcd",
  withoutCandidates: "demo-key-without-candidates-0001",
  withoutOffers: "demo-key-without-offers-00000001",
  emptyAccount: "demo-key-of-an-empty-account-001",
} as const;

export interface SandboxOptions {
  /** 0 takes a free one. */
  port: number;
  host?: string;
  /** The default account's people; the seeded ones unless given. */
  world?: World;
  /** Greenhouse documents 50 requests per 10 seconds. */
  rateLimit?: RateLimit;
}

export interface Sandbox extends Stage {
  url: string;
  close(): Promise<void>;
}

/** Starts a local Greenhouse: Harvest v1, the control interface and a page with buttons. */
export async function startSandbox({
  port,
  host = "127.0.0.1",
  world,
  rateLimit = { limit: 50, windowSeconds: 10 },
}: SandboxOptions): Promise<Sandbox> {
  const keys = new Keys();
  const faults = new Faults();
  const windows = new Map<string, RateWindow>();
  const stage: Stage = {
    world: world ?? seedWorld(Date.now()),
    keys,
    faults,
    now: Date.now,
    addAccount: (key, content) => keys.add(key, content === "seeded" ? seedWorld(Date.now()) : new World()).world,
    reset: () => {
      stage.world = seedWorld(Date.now());
      faults.clear();
      addDemoKeys();
    },
  };
  const addDemoKeys = () => {
    keys.add(demoKeys.good, stage.world);
    keys.add(demoKeys.withoutCandidates, stage.world, ["list_offers"]);
    keys.add(demoKeys.withoutOffers, stage.world, ["retrieve_candidate"]);
    keys.add(demoKeys.emptyAccount, new World());
  };
  addDemoKeys();

  const windowOf = (key: Key) => {
    const window = windows.get(key.key) ?? new RateWindow(rateLimit);
    windows.set(key.key, window);
    return window;
  };

  const server = createServer((request, response) => {
    // Throwing here would end the whole process: an address such as "//" is none.
    const address = URL.parse(request.url ?? "/", `http://${request.headers.host}`);
    if (!address) return json(response, 400, { message: "The address cannot be read." });
    const answering = address.pathname.startsWith("/v1/")
      ? harvest(keys, faults, rateLimit, windowOf, request, response, address)
      : people(stage, request, response, address);
    answering.catch((error: unknown) => refuse(response, error));
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(port, host, listening);
  });
  return Object.assign(stage, {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  });
}

async function harvest(
  keys: Keys,
  faults: Faults,
  rate: RateLimit,
  windowOf: (key: Key) => RateWindow,
  request: IncomingMessage,
  response: ServerResponse,
  address: URL,
): Promise<void> {
  const key = keys.find(basicUser(request.headers.authorization));
  if (!key || key.revoked) return json(response, 401, { message: "Invalid Basic Auth credentials" });
  const kind = address.pathname.split("/")[2] ?? "";
  key.requests[kind] = (key.requests[kind] ?? 0) + 1;
  const { allowed, count, remaining, resetsAt } = windowOf(key).count();
  key.busiestWindow = Math.max(key.busiestWindow, count);
  response.setHeader("x-ratelimit-limit", String(rate.limit));
  response.setHeader("x-ratelimit-remaining", String(remaining));
  if (!allowed) {
    key.refusedByRateLimit++;
    response.setHeader("x-ratelimit-reset", String(Math.ceil(resetsAt / 1000)));
    response.setHeader("retry-after", String(Math.max(1, Math.ceil((resetsAt - Date.now()) / 1000))));
    return json(response, 429, { message: "You have reached the rate limit. Try again later." });
  }
  const fault = faults.take(address.pathname);
  if (fault && (await happen(fault, response))) return;
  // "A GET request with a body is answered with 403."
  if (Number(request.headers["content-length"] ?? 0) > 0 || request.headers["transfer-encoding"] !== undefined) {
    return json(response, 403, { message: "A GET request must not have a body" });
  }
  const { status, body, link } = answerTo(key, request.method ?? "", address);
  if (link) response.setHeader("link", link);
  json(response, status, body);
}

function answerTo(key: Key, method: string, address: URL): Answer {
  const allowed = (permission: Permission, answer: () => Answer): Answer =>
    key.permissions.includes(permission)
      ? answer()
      : { status: 403, body: { message: "This API Key does not have permission for this endpoint" } };
  if (method === "GET" && address.pathname === "/v1/offers") return allowed("list_offers", () => listOffers(key.world, address));
  const candidate = method === "GET" ? /^\/v1\/candidates\/(\d+)$/.exec(address.pathname) : null;
  if (candidate) return allowed("retrieve_candidate", () => retrieveCandidate(key.world, Number(candidate[1])));
  return { status: 404, body: { message: "Resource not found" } };
}

/** The control interface and the page: for people and tests, not part of Greenhouse. */
async function people(stage: Stage, request: IncomingMessage, response: ServerResponse, address: URL): Promise<void> {
  const method = request.method ?? "GET";
  const { origin } = request.headers;
  if (method !== "GET" && origin !== undefined && (origin !== address.origin || !isOwnName(address.hostname))) {
    return json(response, 403, { message: "Another site's page may not drive this server." });
  }
  if (method === "GET" && address.pathname === "/") {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'");
    response.end(renderPage(stage, address.searchParams.get("done")));
    return;
  }
  const pressed = method === "POST" && address.pathname.startsWith("/press/") ? press(stage, address.pathname.slice(7)) : undefined;
  if (pressed !== undefined) {
    response.writeHead(303, { location: `/?done=${encodeURIComponent(pressed)}` }).end();
    return;
  }
  const sent = await text(request);
  const outcome = control(stage, method, address.pathname, sent === "" ? {} : JSON.parse(sent));
  if (outcome) json(response, 200, outcome.result);
  else json(response, 404, { message: "There is no such control." });
}

/** A name that somebody pointed at this machine (DNS rebinding) makes origin and host agree; an address cannot be so used. */
function isOwnName(hostname: string): boolean {
  return hostname === "localhost" || isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) response.destroy();
  else if (error instanceof z.ZodError) json(response, 422, { message: z.prettifyError(error) });
  else if (error instanceof WorldError) json(response, error.kind === "unknown" ? 404 : 422, { message: error.message });
  else if (error instanceof SyntaxError) json(response, 400, { message: "The body is not JSON." });
  else json(response, 500, { message: "The sandbox itself failed." });
}

function basicUser(authorization: string | undefined): string {
  const encoded = /^Basic (.+)$/.exec(authorization ?? "")?.[1] ?? "";
  const [user = "", password] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return password === "" ? user : "";
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
