import { z } from "zod";
import { faultKinds } from "@/e2e/sandbox/control/faults";
import { account, completeRecord, day, hireCandidate, hireSchema, name } from "@/e2e/sandbox/control/hires";
import { describeScenarios, findScenario, runScenario } from "@/e2e/sandbox/control/scenarios/all";
import { accountNamed, type Stage } from "@/e2e/sandbox/control/stage";
import { type Client, lifetimeFields } from "@/e2e/sandbox/oauth/client";
import type { Clients } from "@/e2e/sandbox/oauth/clients";
import { permissions } from "@/e2e/sandbox/oauth/credentials";
import { scopes } from "@/e2e/sandbox/v3/scopes";
import { WorldError } from "@/e2e/sandbox/world/changes";
import { deleteCandidate } from "@/e2e/sandbox/world/removals";
import type { World } from "@/e2e/sandbox/world/world";

const correctionSchema = account.extend({ firstName: name, lastName: name, personalEmail: name });
const startDateSchema = account.extend({ startsAt: day.nullable() });
const keySchema = z.object({ key: z.string().min(1).max(200), permissions: z.array(z.enum(permissions)) });
const accountSchema = z.object({
  key: z.string().min(1).max(200),
  content: z.enum(["seeded", "empty"]).default("seeded"),
  client: z
    .object({
      id: z
        .string()
        .regex(/client/, 'must contain "client"')
        .max(200),
      secret: z.string().min(1).max(200),
    })
    .optional(),
});
const scopesSchema = z.object({ scopes: z.array(z.enum(scopes)) });
const lifetimeSchema = z.object({ seconds: z.number().int().min(1).optional(), field: z.enum(lifetimeFields).optional() });
const webhookSchema = account.extend({ url: z.url({ protocol: /^https?$/ }), secret: z.string().min(1) });
const dateSchema = z.object({ aheadSeconds: z.number() });
const faultSchema = z.object({
  kind: z.enum(faultKinds),
  count: z.number().int().min(1).max(10_000).default(1),
  pathPrefix: z.string().optional(),
  delayMs: z.number().min(0).max(120_000).optional(),
  retryAfter: z.number().min(0).max(3_600).optional(),
});

type Route = [method: string, path: RegExp, run: (stage: Stage, params: string[], body: unknown) => unknown];

const on =
  (act: (world: World, id: number, now: number) => void): Route[2] =>
  (stage, [id], body) => {
    const world = worldOf(stage, body);
    act(world, Number(id), stage.now());
    return summary(world);
  };

const onClient =
  (act: (clients: Clients, id: string, body: unknown) => void): Route[2] =>
  (stage, [id = ""], body) =>
    act(stage.clients, decodeURIComponent(id), body);

const routes: Route[] = [
  ["GET", /^\/control\/state$/, state],
  ["GET", /^\/control\/notes$/, (stage) => [...new Set(stage.clients.all().map(({ world }) => world))].flatMap(({ notes }) => notes)],
  ["GET", /^\/control\/scenarios$/, describeScenarios],
  [
    "POST",
    /^\/control\/scenarios\/([\w-]+)$/,
    (stage, [name = ""], body) => {
      const scenario = findScenario(name);
      if (!scenario) throw new WorldError("unknown", `There is no scenario ${name}.`);
      return runScenario(stage, scenario, body);
    },
  ],
  ["POST", /^\/control\/hire$/, (stage, _params, body) => hireCandidate(worldOf(stage, body), stage.now(), hireSchema.parse(body))],
  ["POST", /^\/control\/applications\/(\d+)\/hire$/, on((world, id) => world.hire(id))],
  ["POST", /^\/control\/applications\/(\d+)\/unhire$/, on((world, id) => world.unhire(id))],
  ["POST", /^\/control\/applications\/(\d+)\/rescind$/, on((world, id) => world.rescind(id))],
  ["POST", /^\/control\/applications\/(\d+)\/deprecate$/, on((world, id) => world.deprecate(id))],
  ["POST", /^\/control\/applications\/(\d+)\/complete$/, on((world, id, now) => completeRecord(world, id, now))],
  [
    "POST",
    /^\/control\/applications\/(\d+)\/start-date$/,
    (stage, [id], body) => worldOf(stage, body).newOfferVersion(Number(id), { startsOn: startDateSchema.parse(body).startsAt }),
  ],
  [
    "POST",
    /^\/control\/candidates\/(\d+)$/,
    (stage, [id], body) => {
      const { account: _, ...changes } = correctionSchema.parse(body);
      worldOf(stage, body).correct(Number(id), Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)));
      return { candidateId: Number(id) };
    },
  ],
  ["DELETE", /^\/control\/candidates\/(\d+)$/, on(deleteCandidate)],
  [
    "POST",
    /^\/control\/keys$/,
    (stage, _params, body) => {
      const { key, permissions: granted } = keySchema.parse(body);
      stage.keys.add(key, stage.world, granted);
      return { key };
    },
  ],
  ["POST", /^\/control\/keys\/([^/]+)\/revoke$/, (stage, [key = ""]) => stage.keys.revoke(decodeURIComponent(key))],
  ["POST", /^\/control\/keys\/([^/]+)\/restore$/, (stage, [key = ""]) => stage.keys.restore(decodeURIComponent(key))],
  [
    "POST",
    /^\/control\/accounts$/,
    (stage, _params, body) => {
      const { key, content, client } = accountSchema.parse(body);
      return { key, ...summary(stage.addAccount(key, content, client)) };
    },
  ],
  ["POST", /^\/control\/clients\/([^/]+)\/revoke$/, onClient((clients, id) => clients.revoke(id))],
  ["POST", /^\/control\/clients\/([^/]+)\/restore$/, onClient((clients, id) => clients.restore(id))],
  ["POST", /^\/control\/clients\/([^/]+)\/expire-token$/, onClient((clients, id) => clients.expireToken(id))],
  [
    "POST",
    /^\/control\/clients\/([^/]+)\/scopes$/,
    onClient((clients, id, body) => clients.setScopes(id, scopesSchema.parse(body).scopes)),
  ],
  ["POST", /^\/control\/clients\/([^/]+)\/lifetime$/, onClient((clients, id, body) => clients.setLifetime(id, lifetimeSchema.parse(body)))],
  ["POST", /^\/control\/authorizations\/revoke$/, (stage, _params, body) => stage.clients.revokeAuthorizations(worldOf(stage, body))],
  [
    "POST",
    /^\/control\/webhooks$/,
    async (stage, _params, body) => {
      const { url, secret } = webhookSchema.parse(body);
      return { enabled: await stage.webhooks.register(worldOf(stage, body), { url, secret }) };
    },
  ],
  ["POST", /^\/control\/webhooks\/clear$/, (stage, _params, body) => stage.webhooks.clear(worldOf(stage, body))],
  [
    "POST",
    /^\/control\/date$/,
    (stage, _params, body) => {
      stage.dateAheadSeconds = dateSchema.parse(body).aheadSeconds;
    },
  ],
  ["POST", /^\/control\/faults$/, (stage, _params, body) => stage.faults.add(faultSchema.parse(body))],
  ["DELETE", /^\/control\/faults$/, (stage) => stage.faults.clear()],
  ["POST", /^\/control\/reset$/, (stage) => stage.reset()],
  ["POST", /^\/control\/statistics\/reset$/, (stage) => stage.resetStatistics()],
];

/** Runs a control call; undefined when there is no such route. The result may be a promise. Bad input throws a `ZodError`, an impossible change a `WorldError`. */
export function control(stage: Stage, method: string, path: string, body: unknown): { result: unknown } | undefined {
  for (const [wanted, pattern, run] of routes) {
    const match = wanted === method ? pattern.exec(path) : null;
    if (match) return { result: run(stage, match.slice(1), body ?? {}) ?? { done: true } };
  }
  return undefined;
}

/** Whose world a call is about: the account of the key or client it names, else the default one. */
function worldOf(stage: Stage, body: unknown): World {
  return accountNamed(stage, account.parse(body).account);
}

function state(stage: Stage) {
  return {
    ...summary(stage.world),
    webhook: stage.webhooks.urlOf(stage.world) ?? null,
    keys: stage.keys.all().map(({ world: _, ...key }) => key),
    clients: stage.clients.all().map(({ world: _, secret: _secret, ...client }: Client) => client),
  };
}

function summary(world: World) {
  let hired = 0;
  for (const candidate of world.candidates()) hired += candidate.applications.filter(({ status }) => status === "hired").length;
  return { candidates: world.size, offers: world.offers().length, hired };
}
