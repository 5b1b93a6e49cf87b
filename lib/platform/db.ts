import { setTimeout as sleep } from "node:timers/promises";
import { begin, type Planning, planModes, readAt, type Settings } from "@/lib/platform/database/begin";
import { prisma, readAlone } from "@/lib/platform/database/client";
import { errorCodes } from "@/lib/platform/database/errors";
import { awaitReplica, type OwnWrites, preferReplica, type ReplicaCheck, replicaLimits } from "@/lib/platform/database/replica";
import { Prisma, type PrismaClient, type Role, type SignInMethod } from "@/prisma/generated/client";

declare const organizationIdBrand: unique symbol;
/** Proof that someone was shown to belong to an organization. Minted by sign-in, by a lookup and by a job's payload. */
export type OrganizationId = string & { readonly [organizationIdBrand]: true };

declare const accountIdBrand: unique symbol;
/** Proof that someone was shown to be the person of an account. Minted by a session and by a lookup. */
export type AccountId = string & { readonly [accountIdBrand]: true };

declare const tenantBrand: unique symbol;
/** A transaction that sees and writes one organization's rows. */
export type TenantTx = Prisma.TransactionClient & { readonly [tenantBrand]: true };
declare const accountBrand: unique symbol;
/** A transaction that sees one person's account, memberships and sessions, and the names of their organizations. */
export type AccountTx = Prisma.TransactionClient & { readonly [accountBrand]: true };
/** A transaction that sees only the row whose secret or unique name was given. */
export type LookupTx = Prisma.TransactionClient;

const transactionLimits = { maxWait: 10_000, timeout: 60_000 };

const MOST_ATTEMPTS = 5;
const FIRST_WAIT_MS = 15;

/** What a transaction read before it took its locks has changed since: the whole of it is to be run again. */
export class TransactionConflict extends Error {}

/**
 * The only door to tenant data: opens a transaction, names the organization to PostgreSQL's row-level security for
 * that transaction alone, and runs `work`. Rows of other organizations do not exist for it, and writing one fails in
 * the database. Commits when `work` returns, rolls back when it throws.
 *
 * `now` is the database's time: leases and due times are by one clock, however many machines work, and whatever theirs say.
 *
 * A transaction that PostgreSQL ended for a deadlock or a serialization failure is run again, a few times, after a short
 * wait. So `work` may run more than once: what it does beside the database must bear that.
 */
export function inOrganization<Result>(
  organizationId: OrganizationId,
  work: (tx: TenantTx, now: Date) => Promise<Result>,
): Promise<Result> {
  return transaction(tenant(organizationId), (tx, now) => work(tx as TenantTx, now));
}

const tenant = (organizationId: OrganizationId) => ({ "app.organization_id": organizationId });

/**
 * Returns what one statement reads of an organization, below the same row-level security as `inOrganization` and in one round trip instead of
 * five. The driver's own types: lists of enumerations, and numbers of eight bytes, come as texts.
 */
export function readInOrganization<Row>(
  organizationId: OrganizationId,
  statement: Prisma.Sql,
  planning: Planning = "fitted",
): Promise<Row[]> {
  return readAt(null, { ...tenant(organizationId), plan_cache_mode: planModes[planning] }, statement);
}

/** Does the same on the replica, where there is one that has all of `since`; the primary answers in all other cases. */
export function readOnReplica<Row>(
  organizationId: OrganizationId,
  since: OwnWrites,
  statement: Prisma.Sql,
  planning: Planning = "fitted",
): Promise<Row[]> {
  const settings = { ...tenant(organizationId), plan_cache_mode: planModes[planning] };
  return preferReplica(
    since,
    (check) => readAt(check, { ...settings, ...replicaLimits }, statement),
    () => readAt(null, settings, statement),
  );
}

/** Runs work that only reads an organization, in a transaction of its own. */
export type TenantReader = <Result>(work: (tx: TenantTx) => Promise<Result>) => Promise<Result>;

/**
 * Returns how an organization is read over many transactions: on the replica, once it has all of `since`, and from the first time that the
 * primary had to answer on the primary, so that no transaction shows less than the one before. `work` may run twice.
 */
export async function readerOnReplica(organizationId: OrganizationId, since: OwnWrites): Promise<TenantReader> {
  const settings = { ...tenant(organizationId), transaction_read_only: "on" };
  let isOnReplica = await awaitReplica(since);
  return (work) => {
    const onPrimary = () => {
      isOnReplica = false;
      return transaction(settings, (tx) => work(tx as TenantTx));
    };
    const onReplica = (check: ReplicaCheck) =>
      prisma("replica").$transaction(async (tx) => {
        check.judge(await tx.$queryRaw(check.statement));
        await begin(tx, { ...settings, ...replicaLimits });
        return work(tx as TenantTx);
      }, transactionLimits);
    return isOnReplica ? preferReplica(since, onReplica, onPrimary) : onPrimary();
  };
}

/** Does the same as `inOrganization` for one person: their account, memberships and sessions, across organizations. */
export function inAccount<Result>(accountId: AccountId, work: (tx: AccountTx, now: Date) => Promise<Result>): Promise<Result> {
  return transaction({ "app.account_id": accountId }, (tx, now) => work(tx as AccountTx, now));
}

/**
 * Lets a person's transaction see and write one of their organizations as well, until it ends or goes on to another. Only for an organization
 * that the person was shown to be a member of.
 */
export async function withOrganization(tx: AccountTx, organizationId: OrganizationId): Promise<TenantTx & AccountTx> {
  await tx.$executeRaw`SELECT set_config('app.organization_id', ${organizationId}, true)`;
  return tx as TenantTx & AccountTx;
}

async function transaction<Result>(
  settings: Settings,
  work: (tx: Prisma.TransactionClient, now: Date) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await prisma().$transaction(async (tx) => work(tx, await begin(tx, settings)), transactionLimits);
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !isTransactionConflict(error)) throw error;
      // At random, so that two that met do not meet again.
      await sleep(FIRST_WAIT_MS * 2 ** attempt * Math.random());
    }
  }
}

/** Whether PostgreSQL, or the work itself, ended a transaction because of another one. */
function isTransactionConflict(error: unknown): boolean {
  return error instanceof TransactionConflict || errorCodes(error).some((code) => code === "P2034" || code === "40001" || code === "40P01");
}

/** What a row can be found by before its organization is known; each has a row-level security policy of its own. */
export type LookupKey =
  | "email"
  | "token_hash"
  | "organization_name"
  | "directory"
  | "due_syncs"
  | "webhook"
  | "invitation"
  | "join_token_hash"
  | "passkey"
  | "reset_token_hash"
  | "sso_domain"
  | "sso_state_hash";

/**
 * Finds a row across organizations by something only its owner can present: a user by the e-mail typed at sign-in, an
 * invitation by its token's hash or by the signed id that its mail carried, a webhook's secret by the integration it is for, a passkey by its credential's id, an organization by its name (operators). `directory` shows operators the
 * organizations themselves, `due_syncs` shows the scheduler which of them are due, and neither shows anything else.
 * The policies allow reading exactly that, and no writing.
 */
export async function unsafeLookup<Result>(key: LookupKey, value: string, work: (tx: LookupTx) => Promise<Result>): Promise<Result> {
  return prisma().$transaction(async (tx) => {
    await begin(tx, { [`app.lookup_${key}`]: value });
    return work(tx);
  }, transactionLimits);
}

/** A session and its user, as stored right now. */
export interface SessionRow {
  userId: string;
  organizationId: OrganizationId;
  name: string;
  email: string;
  role: Role;
  organizationName: string;
  method: SignInMethod;
  createdAt: Date;
  lastSeenAt: Date;
  authenticatedAt: Date;
  secondFactorAt: Date | null;
  /** In how many organizations the person is a member. */
  memberships: number;
  /** What the organization set for its sessions, as it is stored; null where it set nothing. */
  limits: unknown;
  /** From whom the organization requires a second factor, as it is stored; null where it set nothing. */
  secondFactor: unknown;
  /** The database's time. */
  now: Date;
}

/**
 * Returns a session with its user in the organization where they work now, under the same policies as the transactions above and in one statement
 * instead of a transaction, since every request needs it. Null when the account has no such session.
 */
export async function findSession(accountId: AccountId, sessionId: string): Promise<SessionRow | null> {
  const [row] = await readAlone<SessionRow>(Prisma.sql`SELECT * FROM session_of(${accountId}::uuid, ${sessionId}::uuid)`);
  return row ?? null;
}

/** The right to give an invitation to the mail server, until its lease ends. The token tells its holder from an earlier one. */
export interface HeldDelivery {
  organizationId: OrganizationId;
  invitationId: string;
  token: string;
}

/**
 * Renews the leases of deliveries of any organizations for so many seconds, under the same policies as the transactions above and in one
 * statement. Returns the tokens of those that are held still: not of an invitation that is no longer to be sent.
 */
export async function renewDeliveries(held: readonly HeldDelivery[], seconds: number): Promise<Set<string>> {
  const column = (name: keyof HeldDelivery) => held.map((one) => one[name]);
  const rows = await prisma().$queryRaw<{ token: string }[]>`
    SELECT token FROM renew_deliveries(
      ${column("organizationId")}::uuid[], ${column("invitationId")}::uuid[], ${column("token")}::uuid[], ${seconds}::int) AS r(token)`;
  return new Set(rows.map(({ token }) => token));
}

/** The shared counters of the rate limiter, which belong to no tenant and hold keyed hashes only. */
export function rateLimitCounters(): Pick<PrismaClient, "rateLimit"> {
  return { rateLimit: prisma().rateLimit };
}

/** What passkeys are asked to sign, which belongs to no tenant and holds hashes only. */
export function factorChallenges(): Pick<PrismaClient, "factorChallenge"> {
  return { factorChallenge: prisma().factorChallenge };
}

/** The shared counters of providers' delivery events, which belong to no tenant and hold numbers only. */
export function providerEventCounters(): Pick<PrismaClient, "providerEventCount"> {
  return { providerEventCount: prisma().providerEventCount };
}

/** Returns the database's time, for what happens in no organization's transaction. */
export async function databaseTime(): Promise<Date> {
  const [row] = await prisma().$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS "now"`;
  if (!row) throw new Error("the database did not say its time");
  return row.now;
}

/** Takes an id as proof of an organization. Only for values that came from a session, a lookup or a job. */
export function asOrganizationId(id: string): OrganizationId {
  return id as OrganizationId;
}

/** Takes an id as proof of a person. Only for values that came from a session's cookie or a lookup. */
export function asAccountId(id: string): AccountId {
  return id as AccountId;
}
