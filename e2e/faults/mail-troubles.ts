import { type RecipientFault, recipientFaults, sessionFaults } from "@/e2e/faults/mail-server";
import type { Random } from "@/e2e/faults/random";
import type { Scene } from "@/e2e/faults/scene";
import type { InvitationRow } from "@/e2e/faults/stage";

/** A longer response counts as none. The program waits up to ten minutes, which is too long for a test. */
const PATIENCE_MS = 3_000;
/** Faults per invitation. With the session faults, fewer than the seven attempts of an invitation. */
const FAULTS_PER_HIRE = 3;
/** Deliveries that one worker has in progress: the last ones of a minute may end in the next. */
const IN_HAND = 12;
/** The queue hands out the oldest jobs, to this many deliveries in parallel, which may finish in any order. */
const MOST_DISPLACED = 2 * IN_HAND;
/** Less than a minute: the limiter's windows begin with their first emails, which arrive here slightly later. */
const WINDOW_SECONDS = 50;

export interface TroubleOrder {
  /** Hires whose deliveries have faults. */
  hires: number;
  /** Hires whose mailbox doesn't exist. */
  unknown: number;
  /** Hires invited while the server is down, and as many just before it is back. */
  duringOutage: number;
  mailPerMinute: number;
}

export interface Troubles {
  /** Addresses whose invitation must fail. */
  unknown: Set<string>;
  /** The largest distance of an email from its place by creation, among those with as many attempts. */
  displaced: number;
  /** The most emails sent in one minute. */
  perMinute: number;
  surprises: string[];
}

/** Lets one worker finish the remaining deliveries, then meet every fault of a mail server and an outage of an hour. */
export async function troubleMail(scene: Scene, random: Random, order: TroubleOrder): Promise<Troubles> {
  const surprises: string[] = [];
  const { worker } = await scene.live([], { mailPerMinute: order.mailPerMinute, patienceMs: PATIENCE_MS });
  try {
    if (!(await scene.stage.settle())) surprises.push("deliveries got stuck after the kills");
    const before = scene.mail.brought.length;
    const addresses = await inviteIntoTrouble(scene, random, order);
    if (!(await scene.stage.settle())) surprises.push("deliveries got stuck after faults of the server");
    for (const fault of [...sessionFaults, ...recipientFaults])
      if (!scene.mail.met.has(fault)) surprises.push(`no delivery met "${fault}"`);
    const displaced = await outage(scene, order, surprises);
    if (displaced > MOST_DISPLACED) surprises.push(`a mail went out ${displaced} places from its turn`);
    const perMinute = busiestMinute(scene.mail.brought.slice(before));
    if (perMinute > order.mailPerMinute + IN_HAND)
      surprises.push(`${perMinute} mails went out in a minute that allows ${order.mailPerMinute}`);
    if (worker.crashed) surprises.push("the worker crashed");
    return { unknown: new Set(addresses.slice(0, order.unknown)), displaced, perMinute, surprises };
  } finally {
    worker.kill();
    await worker.ended;
  }
}

/** Returns addresses; the first ones are unknown to the server. */
async function inviteIntoTrouble(scene: Scene, random: Random, { hires, unknown }: TroubleOrder): Promise<string[]> {
  // A missing greeting needs a new connection.
  scene.mail.breakAll();
  scene.mail.sessionPlan = ["hang at greeting", "4xx at MAIL", "hang at MAIL", "4xx at MAIL"];
  const addresses = scene.stage.nextAddresses(hires + unknown);
  let deck: RecipientFault[] = [];
  for (const [at, address] of addresses.entries()) {
    const plan: RecipientFault[] = at < unknown ? ["5xx at RCPT"] : [];
    for (let count = random.between(1, FAULTS_PER_HIRE); at >= unknown && count > 0; count--) {
      if (deck.length === 0) deck = random.shuffled(recipientFaults);
      plan.push(deck.pop() ?? "4xx at RCPT");
    }
    scene.mail.recipientPlan.set(address, plan);
  }
  return scene.stage.invite(addresses.length);
}

/** Stops the server for an hour. Returns how far from the order of creation the emails were sent. */
async function outage(scene: Scene, { duringOutage }: TroubleOrder, surprises: string[]): Promise<number> {
  await scene.mail.shut();
  const first = scene.mail.accepted.length;
  const recipients = await scene.stage.invite(duringOutage);
  if (!(await scene.stage.settle(3_600))) surprises.push("deliveries got stuck while the server was down");
  if (scene.mail.accepted.length > first) surprises.push("a server that was down took mails");
  // One transaction each, because invitations of one transaction have the same time.
  for (let count = duringOutage; count > 0; count--) recipients.push(...(await scene.stage.invite(1)));
  await scene.mail.open();
  if (!(await scene.stage.settle())) surprises.push("deliveries got stuck after the server was back");
  const sequence = scene.mail.accepted.slice(first).map(({ recipient }) => recipient);
  const created = (await scene.stage.invitations()).filter(({ sentTo }) => recipients.includes(sentTo));
  return furthest(created, sequence);
}

/** Returns how far an email was from the places of those made in its second, among emails with as many attempts. */
function furthest(created: readonly InvitationRow[], sequence: readonly string[]): number {
  const groups = Map.groupBy(created, ({ attempts }) => attempts);
  const distances = [...groups.values()].flatMap((group) => {
    const places = sequence.filter((address) => group.some(({ sentTo }) => sentTo === address));
    return group.map(({ sentTo, second }) => {
      const place = places.indexOf(sentTo);
      const first = group.findIndex((one) => one.second === second);
      return Math.max(first - place, place - group.findLastIndex((one) => one.second === second), 0);
    });
  });
  return Math.max(0, ...distances);
}

function busiestMinute(tries: readonly number[]): number {
  let opened = Number.NEGATIVE_INFINITY;
  let count = 0;
  let most = 0;
  for (const at of tries) {
    if (at - opened >= WINDOW_SECONDS) {
      opened = at;
      count = 0;
    }
    most = Math.max(most, ++count);
  }
  return most;
}
