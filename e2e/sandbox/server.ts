import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { Faults } from "@/e2e/sandbox/control/faults";
import { renderPage } from "@/e2e/sandbox/control/page";
import { press } from "@/e2e/sandbox/control/press";
import { type RateLimit, RateLimiter } from "@/e2e/sandbox/control/rate-limit";
import { control } from "@/e2e/sandbox/control/routes";
import { accountNamed, type Stage } from "@/e2e/sandbox/control/stage";
import { openFiles, serveFile } from "@/e2e/sandbox/harvest/attachments";
import { type Call, html, isForeign, json } from "@/e2e/sandbox/http";
import { Clients } from "@/e2e/sandbox/oauth/clients";
import { Keys } from "@/e2e/sandbox/oauth/credentials";
import { serveAuth } from "@/e2e/sandbox/oauth/serve";
import { serveV1 } from "@/e2e/sandbox/v1/serve";
import { scopeOf, scopes } from "@/e2e/sandbox/v3/scopes";
import { serveV3 } from "@/e2e/sandbox/v3/serve";
import { Webhooks } from "@/e2e/sandbox/webhooks/deliveries";
import { WorldError } from "@/e2e/sandbox/world/changes";
import { seedWorld } from "@/e2e/sandbox/world/seed";
import { World } from "@/e2e/sandbox/world/world";

/** The keys that every seeded server has. */
export const demoKeys = {
  good: "demo-harvest-key-0123456789abcd",
  withoutCandidates: "demo-key-without-candidates-0001",
  withoutOffers: "demo-key-without-offers-00000001",
  emptyAccount: "demo-key-of-an-empty-account-001",
} as const;

/** The OAuth clients that every seeded server has; all but `emptyAccount` act on the account of `demoKeys.good`. */
export const demoClients = {
  good: { id: "demo-client-good-0123456789abcdef", secret: "demo-secret-good-0123456789abcdef" },
  withoutOffers: { id: "demo-client-without-offers-000001", secret: "demo-secret-without-offers-000001" },
  /** May read offers, applications and candidates, and nothing else. */
  withoutJobs: { id: "demo-client-without-jobs-00000001", secret: "demo-secret-without-jobs-00000001" },
  emptyAccount: { id: "demo-client-of-an-empty-account-1", secret: "demo-secret-of-an-empty-account-1" },
  /** Gets tokens by the authorization code flow only. */
  partner: { id: "demo-client-partner-0123456789abc", secret: "demo-secret-partner-0123456789abc" },
} as const;

export interface SandboxOptions {
  /** 0 takes a free one. */
  port: number;
  host?: string;
  /** The default account's people; the seeded ones unless given. */
  world?: World;
  /** Of Harvest v1. Greenhouse documents 50 requests per 10 seconds. */
  rateLimit?: RateLimit;
  /** Of Harvest v3. Greenhouse documents the window, not the figure. */
  rateLimitV3?: RateLimit;
  /** Of the token endpoint. */
  tokenRateLimit?: RateLimit;
  /** The waits before a webhook delivery is sent again. */
  webhookRetrySeconds?: readonly number[];
  /** Tells the time to everything but webhooks' waits. */
  clock?: () => number;
}

export interface Sandbox extends Stage {
  url: string;
  /** How many endless files are being sent. */
  openFiles(): number;
  close(): Promise<void>;
}

/** Starts a local Greenhouse: Harvest v1 and v3, OAuth, webhooks, the control interface and a page with buttons. */
export async function startSandbox({
  port,
  host = "127.0.0.1",
  world,
  rateLimit = { limit: 50, windowSeconds: 10 },
  rateLimitV3 = { limit: 150, windowSeconds: 30 },
  tokenRateLimit = { limit: 60, windowSeconds: 60 },
  webhookRetrySeconds = [60, 900, 3_600, 7_200, 14_400, 28_800],
  clock = Date.now,
}: SandboxOptions): Promise<Sandbox> {
  const stage = makeStage(world, new Webhooks(webhookRetrySeconds), clock);
  const limiters = {
    v1: new RateLimiter(rateLimit, "v1", clock),
    v3: new RateLimiter(rateLimitV3, "v3", clock),
    token: new RateLimiter(tokenRateLimit, "v3", clock),
  };
  const serve = (call: Call): Promise<void> => {
    switch (call.address.pathname.split("/")[1]) {
      case "v1":
        return serveV1(stage, limiters.v1, call);
      case "v3":
        return serveV3(stage, limiters.v3, call);
      case "files":
        return serveFile(call);
      case "auth":
        return serveAuth(stage, limiters.token, call);
      default:
        return people(stage, call);
    }
  };
  const server = createServer((request, response) => {
    // Throwing here would end the whole process: an address such as "//" is none.
    const address = URL.parse(request.url ?? "/", `http://${request.headers.host}`);
    if (!address) return json(response, 400, { message: "The address cannot be read." });
    response.setHeader("date", new Date(clock() + stage.dateAheadSeconds * 1_000).toUTCString());
    serve({ request, response, address }).catch((error: unknown) => refuse(response, error));
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(port, host, listening);
  });
  return Object.assign(stage, {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    openFiles,
    close: () =>
      new Promise<void>((closed) => {
        stage.webhooks.close();
        server.close(() => closed());
        server.closeAllConnections();
      }),
  });
}

function makeStage(world: World | undefined, webhooks: Webhooks, now: () => number): Stage {
  const seed = () => seedWorld(now(), now);
  const keys = new Keys();
  const clients = new Clients(now);
  // How each account is made again, under its own keys and clients.
  const beginnings = new Map<World, () => void>();
  const beginDefault = (begun: World) => {
    stage.world = begun;
    addDemoCredentials(stage);
    beginnings.set(begun, () => beginDefault(seed()));
  };
  const addAccount: Stage["addAccount"] = (key, content, client) => {
    const made = content === "seeded" ? seed() : new World(now);
    if (client) clients.add({ ...client, world: made });
    beginnings.set(made, () => addAccount(key, content, client));
    return keys.add(key, made).world;
  };
  const stage: Stage = {
    world: world ?? seed(),
    keys,
    clients,
    webhooks,
    faults: new Faults(),
    now,
    dateAheadSeconds: 0,
    lastScenario: null,
    addAccount,
    resetAccount: (account) => {
      webhooks.clear(account);
      stage.faults.clear(account);
      clients.revokeAuthorizations(account);
      beginnings.get(account)?.();
      beginnings.delete(account);
    },
    reset: () => {
      for (const key of [demoKeys.good, demoKeys.emptyAccount]) stage.resetAccount(accountNamed(stage, key));
      stage.faults.clear();
      stage.dateAheadSeconds = 0;
    },
    resetStatistics: () => {
      keys.resetStatistics();
      clients.resetStatistics();
    },
  };
  beginDefault(stage.world);
  addAccount(demoKeys.emptyAccount, "empty", demoClients.emptyAccount);
  return stage;
}

/** Adds the keys and clients of the default account. */
function addDemoCredentials({ world, keys, clients }: Stage): void {
  keys.add(demoKeys.good, world);
  keys.add(demoKeys.withoutCandidates, world, ["list_offers"]);
  keys.add(demoKeys.withoutOffers, world, ["retrieve_candidate"]);
  clients.add({ ...demoClients.good, world });
  clients.add({ ...demoClients.withoutOffers, world, scopes: scopes.filter((scope) => scope !== "harvest:offers:list") });
  clients.add({ ...demoClients.withoutJobs, world, scopes: (["offers", "applications", "candidates"] as const).map(scopeOf) });
  clients.add({ ...demoClients.partner, world, partner: true });
}

/** The control interface and the page: for people and tests, not part of Greenhouse. */
async function people(stage: Stage, call: Call): Promise<void> {
  const { request, response, address } = call;
  const method = request.method ?? "GET";
  if (isForeign(call)) return json(response, 403, { message: "Another site's page may not drive this server." });
  if (method === "GET" && address.pathname === "/") return html(response, 200, renderPage(stage, address.searchParams));
  const sent = await text(request);
  const next = method === "POST" && address.pathname.startsWith("/press/") ? press(stage, address.pathname.slice(7), sent) : undefined;
  if (next !== undefined) {
    response.writeHead(303, { location: next }).end();
    return;
  }
  const outcome = control(stage, method, address.pathname, sent === "" ? {} : JSON.parse(sent));
  if (outcome) json(response, 200, await outcome.result);
  else json(response, 404, { message: "There is no such control." });
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) response.destroy();
  else if (error instanceof z.ZodError) json(response, 422, { message: z.prettifyError(error) });
  else if (error instanceof WorldError) json(response, error.kind === "unknown" ? 404 : 422, { message: error.message });
  else if (error instanceof SyntaxError) json(response, 400, { message: "The body is not JSON." });
  else json(response, 500, { message: "The sandbox itself failed." });
}
