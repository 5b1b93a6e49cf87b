import { prisma } from "@/lib/platform/database/client";
import { isDatabaseDown } from "@/lib/platform/database/errors";
import { type AccountId, asAccountId, asOrganizationId, type OrganizationId } from "@/lib/platform/db";
import { recurringFault } from "@/lib/platform/telemetry/faults";

// Over all organizations at once: functions of the database that answer with ids and counts, and nothing that stands in a row.

/** Tells PostgreSQL how many rows the tables of an import hold by now, so that it finds single ones by the right index. */
export async function refreshStatistics(): Promise<void> {
  await prisma().$executeRaw`SELECT refresh_statistics()`;
}

/** One of the operator's figures over all organizations: a number, and nothing that says whose. */
export interface InstallationFigure {
  figure: string;
  label: string;
  value: number;
}

/** Returns the operator's totals over all organizations of what has ended. Reads all of it. */
export async function installationTotals(): Promise<InstallationFigure[]> {
  return prisma().$queryRaw<InstallationFigure[]>`SELECT figure, label, value FROM installation_totals()`;
}

/** Returns the operator's figures over all organizations of what is open; cheap, however much there is. */
export async function installationFigures(): Promise<InstallationFigure[]> {
  return prisma().$queryRaw<InstallationFigure[]>`SELECT figure, label, value FROM installation_figures()`;
}

/** What a clock does for organizations, and how many seconds apart it comes to the same one. */
const apartSeconds = {
  notices: 60,
  invitations: 300,
  hire_emails: 60,
  unsealed: 60,
  unstreamed: 60,
  unfolded: 60,
  housekeeping: 86_400,
  webhooks: 3_600,
  retention: 3_600,
} as const;

export type ClockWork = keyof typeof apartSeconds;

/** Returns, in one statement, the organizations for which a clock may have something to do at this moment; the others have nothing now. */
export async function organizationsWithWork(work: ClockWork, at: Date): Promise<OrganizationId[]> {
  const rows = await prisma().$queryRaw<{ id: string }[]>`SELECT id FROM organizations_with_work(${work}, ${at}) AS t(id)`;
  return rows.map(({ id }) => asOrganizationId(id));
}

interface Visits {
  at: Date;
  /** What an operator is told when a step fails. */
  failure: string;
  stopping?: AbortSignal | undefined;
}

/**
 * Goes to the organizations for which a clock may have something to do, one after the other, and takes each step there, until it is stopped. A
 * step that fails keeps no other from being taken. Throws where the database does not answer or takes no changes: then no step could be taken.
 */
export async function visitOrganizations(
  work: ClockWork,
  { at, failure, stopping }: Visits,
  ...steps: readonly ((organizationId: OrganizationId) => Promise<unknown>)[]
): Promise<void> {
  const fault = recurringFault(failure, { level: "error", quietSeconds: 2 * apartSeconds[work] });
  for (const organizationId of await organizationsWithWork(work, at)) {
    for (const step of steps) {
      if (stopping?.aborted) return;
      try {
        await step(organizationId);
      } catch (error) {
        if (isDatabaseDown(error)) throw error;
        fault.failed(error, { organizationId });
      }
    }
  }
}

/** Where a key of the ring is needed: one text that is sealed with it; of links that are to be derived from it there is none. */
export interface SealingKey {
  keyId: string;
  table: string;
  column: string;
  /** The organization or the person whose text it is. */
  ownerId: string | null;
  sealed: string | null;
}

/** Returns the keys that stored secrets of all organizations need, once for each column. */
export async function sealingKeys(): Promise<SealingKey[]> {
  return prisma().$queryRaw<SealingKey[]>`SELECT * FROM sealing_keys()`;
}

/** Returns the people of whom a secret is sealed. For the rotation of keys; no request from a browser reaches it. */
export async function accountsWithSealedTexts(): Promise<AccountId[]> {
  const rows = await prisma().$queryRaw<{ id: string }[]>`SELECT id FROM accounts_with_sealed_texts() AS t(id)`;
  return rows.map(({ id }) => asAccountId(id));
}
