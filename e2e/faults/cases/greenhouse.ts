import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCase } from "@/e2e/faults/battery/battery";
import type { LineFault } from "@/e2e/faults/battery/line";
import type { Trial } from "@/e2e/faults/battery/trial";
import { memoryOf } from "@/e2e/faults/battery/watch";
import { whileReading } from "@/e2e/faults/cases/moments";
import { type Fault, faultKinds } from "@/e2e/sandbox/control/faults";

const places = { offers: "/v3/offers", people: "/v3/candidates", "a token": "/auth" } as const;
type Kind = Fault["kind"];

/** A refusal is no passing fault: it stops the syncs until an admin acts. A dripping answer takes its whole deadline and has a case of its own. */
type PassingKind = Exclude<Kind, "403" | "drip">;
const passingKinds = faultKinds.filter((kind): kind is PassingKind => kind !== "403" && kind !== "drip");

const kindWords: Record<PassingKind, string> = {
  "429": "says 429",
  "500": "says 500",
  "503": "says 503",
  slow: "takes 3 s",
  "broken-json": "sends broken JSON",
  "cut-off": "cuts an answer off",
  lost: "breaks the connection before an answer",
  reset: "resets a connection",
  html: "sends a proxy's page",
  "no-ratelimit-headers": "tells no rate limit",
  endless: "never ends an answer",
};

/** Once or twice, at one of its places: retried within the run, without a trace on the screen. */
const passing: FaultCase[] = passingKinds.flatMap((kind) =>
  Object.entries(places).map(([place, pathPrefix]) => ({
    name: `greenhouse: ${kindWords[kind]} when asked for ${place}`,
    part: "greenhouse",
    recovers: 40,
    run: async (trial, random) => {
      trial.sandbox.faults.add({ kind, count: random.between(1, 2), pathPrefix, delayMs: 3_000, retryAfter: 2 });
      trial.hire(random.between(2, 5));
      trial.hire(1, false);
      await trial.worker();
      // A refused request for a token ends a run with a reason; the next one gets it.
      if (pathPrefix === places["a token"])
        for (const code of ["greenhouse_unreachable", "greenhouse_rate_limited", "greenhouse_unreadable"]) trial.syncErrors.add(code);
      trial.mended();
    },
  })),
);

/** So often that a run ends with a reason; the next one finds every hire. */
function failing(name: string, fault: Omit<Fault, "count">, code: string, words: RegExp): FaultCase {
  return {
    name: `greenhouse: ${name}, until a sync fails, and says so`,
    part: "greenhouse",
    recovers: 30,
    run: async (trial) => {
      trial.sandbox.faults.add({ ...fault, count: 1_000, pathPrefix: places.offers });
      trial.hire(3);
      await trial.worker();
      await trial.syncFails(code, words, 120);
      trial.sandbox.faults.clear();
      trial.mended();
    },
  };
}

const failures: FaultCase[] = [
  failing("says 500", { kind: "500" }, "greenhouse_unreachable", /500/),
  failing("says 429 and to come in two minutes", { kind: "429", retryAfter: 120 }, "greenhouse_rate_limited", /limit/i),
  failing("sends a proxy's page", { kind: "html" }, "greenhouse_unreachable", /502/),
  failing("sends broken JSON", { kind: "broken-json" }, "greenhouse_unreachable", /something other than Greenhouse responded/),
  failing("resets connections", { kind: "reset" }, "greenhouse_unreachable", /the connection broke off/),
];

/** With the seconds that it lasts, and within which everything goes on afterwards. */
const lineTroubles: Partial<Record<LineFault, readonly [words: string, seconds: number, recovers: number]>> = {
  dropped: ["every connection breaks", 0, 25],
  refused: ["refuses connections for 25 s", 25, 25],
  frozen: ["frozen for 15 s", 15, 25],
  silent: ["connections stay open and silent for good", 3, 60],
  mute: ["hears, and does not answer for 10 s", 10, 40],
  slow: ["slow for 10 s", 10, 30],
  cut: ["every answer is cut off for 10 s", 10, 30],
};

const onLine: FaultCase[] = Object.entries(lineTroubles).map(([fault, [words, seconds, recovers]]) => ({
  name: `greenhouse: ${words}, ${whileReading.words}`,
  part: "greenhouse",
  recovers,
  run: async (trial) => {
    trial.syncErrors.add("greenhouse_unreachable");
    await trial.worker();
    await whileReading.strike(trial, () => trial.trouble("greenhouse", fault as LineFault, seconds));
  },
}));

/** A worker with an address that leads nowhere says why; one with the right address goes on. */
function leadsNowhere(name: string, address: (trial: Trial) => string, words: RegExp): FaultCase {
  return {
    name: `greenhouse: ${name} has words of its own`,
    part: "greenhouse",
    recovers: 30,
    run: async (trial) => {
      trial.hire(3);
      // With a token, it asks the address of Harvest itself.
      const first = await trial.worker();
      await trial.allSent();
      first.signal("SIGTERM");
      await first.ended;
      trial.hire(2);
      const wrong = await trial.worker({ HARVEST_V3_URL: address(trial) });
      await trial.syncFails("greenhouse_unreachable", words, 120);
      await wrong.kill();
      await trial.worker();
      trial.mended();
    },
  };
}

const others: FaultCase[] = [
  leadsNowhere("a name that cannot be resolved", () => "http://greenhouse.invalid/v3", /greenhouse\.invalid can’t be resolved/),
  leadsNowhere("a server that refuses", () => "http://127.0.0.1:9/v3", /refused the connection/),
  leadsNowhere("a server without TLS", ({ lines }) => `https://127.0.0.1:${lines.greenhouse.port}/v3`, /no secure connection/),
  {
    name: "greenhouse: a body that drips in ends at its deadline",
    part: "greenhouse",
    recovers: 150,
    run: async (trial) => {
      await trial.worker();
      await trial.until(
        "a sync succeeded",
        30,
        async () => (await trial.query(`SELECT 1 FROM "SyncRun" WHERE "status" = 'succeeded'`)).length > 0,
      );
      await trial.lines.greenhouse.trouble("dripping");
      trial.hire(3);
      trial.mended();
    },
  },
  {
    name: "greenhouse: a rate limit of a billion costs nothing",
    part: "greenhouse",
    recovers: 30,
    run: async (trial) => {
      const worker = await trial.worker();
      trial.hire(20);
      await trial.allSent();
      const before = memoryOf(worker.pid);
      for (let round = 0; round < 4; round++) {
        trial.hire(5);
        await trial.allSent();
      }
      const grown = memoryOf(worker.pid) - before;
      trial.expect(grown < 80, `the worker grew by ${grown} MB`);
      trial.mended();
    },
  },
  {
    name: "greenhouse: a token that ends too early is replaced",
    part: "greenhouse",
    recovers: 40,
    run: async (trial) => {
      await trial.worker();
      trial.hire(2);
      await trial.allSent();
      trial.sandbox.clients.expireToken(clientId);
      trial.hire(2);
      await sleep(4_000);
      trial.mended();
    },
  },
];

const clientId = "demo-client-good-0123456789abcdef";

export const greenhouseCases: readonly FaultCase[] = [...passing, ...failures, ...onLine, ...others];
