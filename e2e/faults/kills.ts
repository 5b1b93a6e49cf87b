import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "@/e2e/faults/random";
import type { Scene } from "@/e2e/faults/scene";
import { type Hit, type Step, steps, type Trap } from "@/e2e/faults/traps";

/** A worker without progress for this long is killed with the traps that were hit. */
const LIFE_SECONDS = 30;
/** Number of waiting invitations, so that every trap is hit. */
const WAITING = 16;
/** By now the queue has released a dead worker's job, but its lease of 30 s still holds: the next worker must not drop the job. */
const LEASED_SECONDS = [21, 24] as const;
/** By now every lease has expired and every retry is due. */
const LONG_SECONDS = 120;
const MOST_ORPHAN_SECONDS = 600;
/** A run with this many violations stops. */
const ENOUGH_SURPRISES = 5;

export interface KillOrder {
  /** Deliveries to kill, at least; killing one worker ends several. */
  kills: number;
  /** Minimum and maximum number of deliveries that a worker has in progress. */
  trapsPerLife: readonly [number, number];
  /** Called after each kill with the number of killed deliveries. */
  onKill?: (kills: number) => void;
}

export interface Killed {
  workers: number;
  /** Deliveries that were killed at a known step. */
  kills: number;
  perStep: Map<Step, number>;
  /** What was wrong at the moment of a kill. */
  surprises: string[];
}

/** Kills workers one after the other, each while its deliveries are at chosen steps, and skips time between them. */
export async function killWorkers(scene: Scene, random: Random, order: KillOrder): Promise<Killed> {
  const killed: Killed = { workers: 0, kills: 0, perStep: new Map(steps.map((step) => [step, 0])), surprises: [] };
  const deck = dealer(random);
  while (killed.kills < order.kills && killed.surprises.length < ENOUGH_SURPRISES) {
    const queued = (await scene.stage.invitations()).filter(({ status }) => status === "queued").length;
    if (queued < WAITING) await scene.stage.invite(WAITING - queued);
    const traps = deck.deal(random.between(...order.trapsPerLife));
    const hits = await liveAndDie(scene, traps);
    if (hits.length === 0) killed.surprises.push(`of ${traps.map(({ step }) => step).join(", ")} none was reached`);
    // Deliveries are made together, so who is caught first may keep the others from their steps: these are tried in a later life.
    deck.putBack(traps.filter(({ step }) => !hits.some((hit) => hit.step === step)));
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

/** Kills a worker that has claimed a delivery, without skipping time. Returns the seconds until another worker sends that email. */
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

/** Outcomes of a moment are stored together, so who is caught at one of these steps holds up the others. */
const atTheEnd: readonly Step[] = ["SMTP 250 written", "before sent commits", "sent committed"];

/** Returns every step equally often, in random order, and one at the end of a delivery at most for each life. */
function dealer(random: Random): { deal: (count: number) => Trap[]; putBack: (traps: readonly Trap[]) => void } {
  const deck: Step[] = [];
  const deal = (count: number) => {
    const hand: Step[] = [];
    while (hand.length < count) {
      const isTaken = hand.some((step) => atTheEnd.includes(step));
      const at = deck.findIndex((step) => !(isTaken && atTheEnd.includes(step)));
      if (at < 0) deck.push(...random.shuffled(steps));
      else hand.push(...deck.splice(at, 1));
    }
    // A worker keeps its connections, so it meets few greetings; every other step is frequent.
    return hand.map((step) => ({ step, skip: step === "SMTP greeting" ? 0 : random.between(0, 2) }));
  };
  return { deal, putBack: (traps) => deck.push(...traps.map(({ step }) => step)) };
}

async function liveAndDie(scene: Scene, planned: readonly Trap[]): Promise<Hit[]> {
  const { worker, traps } = await scene.live(planned);
  await Promise.race([traps.sprung, worker.ended, sleep(LIFE_SECONDS * 1000, undefined, { ref: false })]);
  traps.end();
  await worker.ended;
  await Promise.all([scene.proxy.drained(), scene.mail.drained()]);
  return traps.hits;
}

/** Compares the database after a kill with the steps of the deliveries, and records which responses were lost. */
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
