import { actorOf, applicationOf, draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import type { Actor } from "@/lib/auth/actor";
import { findNewHire } from "@/lib/hires/data";
import { decideDuplicate, updateNewHire } from "@/lib/hires/mutations";
import type { NewHire } from "@/lib/hires/schema";
import { inOrganization, type TenantTx } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { HireId } from "@/lib/platform/ids";

/** Pairs whose two halves are changed at the same time; each half is a connection. */
const PAIRS_AT_ONCE = 4;

export interface DeadlockReport {
  pairs: number;
  /** Transactions that ended with an error, as their messages say. */
  errors: string[];
  /** Transactions that PostgreSQL ended for a deadlock, those that were then run again with success among them. */
  deadlocks: number;
  /** Pairs that are not what HR decided, in words. */
  wrong: string[];
}

type Pair = readonly [NewHire, NewHire];

interface Probe {
  /** Makes the pair with this number. */
  make: (actor: Actor, number: number) => Promise<readonly HireId[]>;
  /** What each half is done at the same time. */
  change: (tx: TenantTx, actor: Actor, hire: NewHire, number: number) => Promise<unknown>;
  /** What is wrong with a pair afterwards; null when it is right. */
  fault: (pair: Pair) => string | null;
}

const sharedAddress = (number: number) => `shared-${number}@mail.test`;
const isFlagged = ({ attention }: NewHire) => attention.includes("possible_duplicate");

/** HR decides about both halves of a possible duplicate concurrently: different people. Each is invited once, neither is flagged. */
const decisions: Probe = {
  make: (actor, number) => {
    const personalEmail = sharedAddress(number);
    return takeIn(actor.organizationId, [draftOf(2 * number + 1, { personalEmail }), draftOf(2 * number + 2, { personalEmail })]);
  },
  change: (tx, actor, { id }) => decideDuplicate(tx, actor, id, "keep_separate", new Date()),
  fault: (pair) => {
    if (pair.some(isFlagged)) return "is still flagged";
    return pair.every(({ status, invitations }) => status === "invited" && invitations.length === 1) ? null : "is not invited once each";
  },
};

const makePending: Probe["make"] = (actor, number) =>
  takeIn(actor.organizationId, [draftOf(2 * number + 1, { jobTitle: null }), draftOf(2 * number + 2, { jobTitle: null })]);

function completeWith(address: (hire: NewHire, number: number) => string): Probe["change"] {
  return async (tx, actor, hire, number) => {
    const { id, version } = hire;
    const changes = { personalEmail: address(hire, number), jobTitle: "Chef" };
    await updateNewHire(tx, actor, id, { version, changes, take: [], keep: [] }, new Date());
  };
}

/** Two concurrent edits complete two hires and give them the same new address. One is invited before the other is its duplicate. */
const sameAddress: Probe = {
  make: makePending,
  change: completeWith((_, number) => sharedAddress(number)),
  fault: (pair) => {
    if (!pair.every(isFlagged)) return "is not flagged on both sides";
    const [one, other] = pair;
    const invitations = one.invitations.length + other.invitations.length;
    return invitations === 1 ? null : `has ${invitations} invitations`;
  },
};

/**
 * Two concurrent edits complete two hires and give each the other's address. The first makes them duplicates, which changes the
 * other record: its edit is refused as a conflict, and nothing is sent.
 */
const eachOthersAddress: Probe = {
  make: makePending,
  change: async (tx, actor, hire, number) => {
    const exchanged = (applicationId: number) =>
      draftOf(applicationId % 2 === 1 ? applicationId + 1 : applicationId - 1).values.personalEmail;
    const change = completeWith((one) => exchanged(applicationOf(one)) ?? "");
    await change(tx, actor, hire, number).catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === "version_conflict")) throw error;
    });
  },
  fault: (pair) => {
    if (!pair.every(isFlagged)) return "is not flagged on both sides";
    return pair.every(({ invitations }) => invitations.length === 0) ? null : "is invited";
  },
};

export const deadlockProbes = { decisions, sameAddress, eachOthersAddress };

/** Returns the outcome of changing both halves of many pairs concurrently, eight transactions at a time. */
export async function runDeadlockProbe({ make, change, fault }: Probe, pairs: number): Promise<DeadlockReport> {
  const actor = actorOf(await makeOrganization());
  const inOwn = <Result>(work: (tx: TenantTx) => Promise<Result>) => inOrganization(actor.organizationId, work);
  const report: DeadlockReport = { pairs, errors: [], deadlocks: 0, wrong: [] };
  const before = await deadlocksSoFar(actor);
  const numbers = Array.from({ length: pairs }, (_, number) => number);
  await Promise.all(
    Array.from({ length: PAIRS_AT_ONCE }, async () => {
      for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
        const own = number;
        const ids = await make(actor, own);
        const halves = await inOwn((tx) => Promise.all(ids.map((id) => findHalf(tx, id))));
        const done = await Promise.allSettled(halves.map((half) => inOwn((tx) => change(tx, actor, half, own))));
        for (const one of done) if (one.status === "rejected") report.errors.push(String(one.reason));
        const [first, second] = await inOwn((tx) => Promise.all(ids.map((id) => findHalf(tx, id))));
        const found = first && second ? fault([first, second]) : "is not there";
        if (found) report.wrong.push(`pair ${own} ${found}`);
      }
    }),
  );
  report.deadlocks = (await deadlocksSoFar(actor)) - before;
  return report;
}

async function findHalf(tx: TenantTx, id: HireId): Promise<NewHire> {
  const hire = await findNewHire(tx, id);
  if (!hire) throw new Error("a hire that was just made is not there");
  return hire;
}

/** By PostgreSQL's own count, which is written down with a little delay. */
async function deadlocksSoFar(actor: Actor): Promise<number> {
  return inOrganization(actor.organizationId, async (tx) => {
    await tx.$queryRaw`SELECT pg_sleep(1.5), pg_stat_clear_snapshot()::text`.catch(() => {});
    const [row] = await tx.$queryRaw<{ deadlocks: number }[]>`
      SELECT "deadlocks"::int FROM pg_stat_database WHERE datname = current_database()`;
    return row?.deadlocks ?? 0;
  });
}
