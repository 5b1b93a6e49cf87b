import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "@/e2e/faults/random";
import type { Scene } from "@/e2e/faults/scene";
import { type Hit, type Step, steps, type Trap } from "@/e2e/faults/traps";

/** A worker's life that gets nowhere for so long ends with the traps that have sprung. */
const LIFE_SECONDS = 120;
/** So many invitations always wait, so that some meet each trap. */
const WAITING = 16;
/** The queue has given up a dead worker's job, while the lease of 30 s still stands: whoever gets it next must not forget it. */
const LEASED_SECONDS = [21, 24] as const;
/** Every lease is over, and every wait of a job that is tried again. */
const LONG_SECONDS = 120;
const MOST_ORPHAN_SECONDS = 600;
/** A run in which so much is wrong need not go on for hours. */
const ENOUGH_SURPRISES = 5;

export interface KillOrder {
  /** Deliveries to be killed, at least; every kill of a worker is the end of some. */
  kills: number;
  /** At least and at most; as many as a worker has deliveries in hand at once. */
  trapsPerLife: readonly [number, number];
  /** Told after each worker's death how many kills there were. */
  onKill?: (kills: number) => void;
}

export interface Killed {
  workers: number;
  /** Deliveries that were killed at a step of their own. */
  kills: number;
  perStep: Map<Step, number>;
  /** What was not as it should have been at the moment of a kill. */
  surprises: string[];
}

/** Kills one worker after the other, each while its deliveries are at chosen steps, and lets time pass between them. */
export async function killWorkers(scene: Scene, random: Random, order: KillOrder): Promise<Killed> {
  const killed: Killed = { workers: 0, kills: 0, perStep: new Map(steps.map((step) => [step, 0])), surprises: [] };
  const deal = dealer(random);
  while (killed.kills < order.kills && killed.surprises.length < ENOUGH_SURPRISES) {
    const queued = (await scene.stage.invitations()).filter(({ status }) => status === "queued").length;
    if (queued < WAITING) await scene.stage.invite(WAITING - queued);
    const traps = Array.from({ length: random.between(...order.trapsPerLife) }, deal);
    const hits = await liveAndDie(scene, traps);
    if (hits.length < traps.length)
      killed.surprises.push(`of ${traps.map(({ step }) => step).join(", ")} only ${hits.length} were reached`);
    for (const { step } of hits) killed.perStep.set(step, (killed.perStep.get(step) ?? 0) + 1);
    killed.workers++;
    killed.kills += hits.length;
    order.onKill?.(killed.kills);
    killed.surprises.push(...(await takeStock(scene, hits)));
    await scene.stage.passTime(random.chance(0.5) ? random.between(...LEASED_SECONDS) : LONG_SECONDS);
  }
  await scene.stage.passTime(LONG_SECONDS);
  return killed;
}

/** Kills a worker that has claimed a delivery and skips no time: seconds until another one hands that mail over. */
export async function orphanWaits(scene: Scene): Promise<number> {
  await scene.stage.invite(1);
  const hits = await liveAndDie(scene, [{ step: "claim committed", skip: 0 }]);
  const died = performance.now();
  await takeStock(scene, hits);
  const { worker } = await scene.live([]);
  const orphan = async () => (await scene.stage.invitations()).find(({ id }) => id === hits[0]?.invitationId);
  const waited = () => (performance.now() - died) / 1000;
  while ((await orphan())?.status === "queued" && waited() < MOST_ORPHAN_SECONDS) await sleep(200);
  worker.kill();
  await worker.ended;
  return Math.round(waited());
}

/** Each step as often as any other, in an order that nobody knows beforehand. */
function dealer(random: Random): () => Trap {
  let deck: Step[] = [];
  return () => {
    if (deck.length === 0) deck = random.shuffled(steps);
    const step = deck.pop() ?? steps[0];
    // A worker greets few servers: it keeps its connections. Whatever else passes, passes often.
    return { step, skip: step === "SMTP greeting" ? 0 : random.between(0, 2) };
  };
}

async function liveAndDie(scene: Scene, planned: readonly Trap[]): Promise<Hit[]> {
  const { worker, traps } = await scene.live(planned);
  await Promise.race([traps.sprung, worker.ended, sleep(LIFE_SECONDS * 1000, undefined, { ref: false })]);
  traps.end();
  await worker.ended;
  await Promise.all([scene.proxy.drained(), scene.mail.drained()]);
  return traps.hits;
}

/** Compares what the database holds after a kill with where the deliveries were, and notes whose answer was lost. */
async function takeStock(scene: Scene, hits: readonly Hit[]): Promise<string[]> {
  const rows = await scene.stage.invitations();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const surprises: string[] = [];
  for (const { step, invitationId } of hits) {
    if (invitationId === undefined) continue;
    const row = byId.get(invitationId);
    const expected = step === "before the claim" ? "queued, free" : step === "sent committed" ? "sent, free" : "queued, leased";
    const found = `${row?.status}, ${row?.isLeased ? "leased" : "free"}`;
    if (found !== expected) surprises.push(`killed at "${step}", an invitation was ${found}`);
  }
  const nameless = hits.filter(({ invitationId }) => invitationId === undefined).length;
  const inHand = rows.filter(({ id, status, isLeased }) => status === "queued" && isLeased && !hits.some((hit) => hit.invitationId === id));
  if (inHand.length < nameless)
    surprises.push(`${nameless} kills at the greeting or MAIL, but only ${inHand.length} more deliveries in hand`);
  const unsent = new Set(rows.filter(({ sentAt }) => sentAt === null).map(({ sentTo }) => sentTo));
  for (const one of scene.mail.accepted) if (one.life === scene.mail.life && unsent.has(one.recipient)) one.answerLost = true;
  return surprises;
}
