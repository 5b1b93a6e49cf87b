import { randomUUID } from "node:crypto";
import { quantile, round } from "@/bench/figures";
import type { Row } from "@/bench/results";
import { makeMember } from "@/e2e/fixtures/accounts";
import { hashPassword } from "@/lib/auth/password";
import { signIn } from "@/lib/auth/sign-in/sign-in";
import { asOrganizationId, inOrganization } from "@/lib/platform/db";

const EACH = 200;
const kinds = ["known", "waiting", "unknown"] as const;
type Kind = (typeof kinds)[number];

/**
 * How long a wrong password takes at an account that is there, at one that was invited and has no password yet, and at none. They must
 * not be told apart, so each figure stands beside the unknown ones' own and the share of pairs in which it was the slower of the two: 0.5
 * where chance decides. One after the other in random order; what is done after an answer goes on beside the next, as in the portal.
 */
export async function signInTimes(): Promise<Row[]> {
  const emails = await accounts();
  const times: Record<Kind, number[]> = { known: [], waiting: [], unknown: [] };
  const afterwards: Promise<void>[] = [];
  const order = kinds.flatMap((kind) => emails[kind].map((email) => ({ kind, email, at: Math.random() }))).sort((a, b) => a.at - b.at);
  // The first ones open connections and prepare statements.
  for (let warm = 0; warm < 30; warm++) await attempt(`${randomUUID()}@bench.example`, afterwards);
  for (const { kind, email } of order) times[kind].push(await attempt(email, afterwards));
  await Promise.all(afterwards);
  return kinds.map((kind) => ({
    name: `sign-in ${kind}`,
    attempts: times[kind].length,
    p50Ms: quantile(times[kind], 0.5),
    p95Ms: quantile(times[kind], 0.95),
    baselineP50Ms: quantile(times.unknown, 0.5),
    baselineP95Ms: quantile(times.unknown, 0.95),
    slowerThanUnknown: slowerShare(times[kind], times.unknown),
  }));
}

async function attempt(email: string, afterwards: Promise<void>[]): Promise<number> {
  const later = (work: () => Promise<void>) => void afterwards.push(work());
  const caller = { address: randomUUID(), device: null, csrf: "", remembered: null, names: { browser: null, system: null }, later };
  const started = performance.now();
  const session = await signIn({ email, password: "not the password of anyone" }, caller);
  const took = performance.now() - started;
  if (session) throw new Error("a wrong password was taken");
  return took;
}

/** Makes accounts, each tried once: the second attempt at one would find its counter there. */
async function accounts(): Promise<Record<Kind, string[]>> {
  const organizationId = asOrganizationId(randomUUID());
  const passwordHash = await hashPassword("for benchmarks only, never a real password");
  const emails = () => Array.from({ length: EACH }, () => `${randomUUID()}@bench.example`);
  const made = { known: emails(), waiting: emails(), unknown: emails() };
  await inOrganization(organizationId, async (tx) => {
    await tx.organization.create({ data: { id: organizationId, name: `Bench ${organizationId}` } });
    await tx.user.createMany({ data: made.waiting.map((email) => ({ organizationId, email, name: "Bench", role: "hr" as const })) });
  });
  for (const email of made.known) await makeMember(organizationId, { email, name: "Bench", passwordHash });
  return made;
}

/** Returns how often a value of one list is above one of the other (Mann-Whitney's U over all pairs). */
function slowerShare(some: readonly number[], others: readonly number[]): number {
  const above = some.reduce((sum, one) => sum + others.reduce((count, other) => count + (one > other ? 1 : one === other ? 0.5 : 0), 0), 0);
  return round(above / (some.length * others.length));
}
