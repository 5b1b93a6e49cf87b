import { readTogether } from "@/lib/platform/database/client";
import { APPLICATION_ROLE } from "@/lib/platform/database/connection";
import type { ReplicaCheck } from "@/lib/platform/database/replica";
import { Prisma } from "@/prisma/generated/client";

/** What a transaction sets for itself alone, by name. */
export type Settings = Readonly<Record<string, string>>;

/**
 * How PostgreSQL plans a statement that comes again: once and for all (`kept`), right where the best plan is the same for all values, or as it
 * finds best for the values (`fitted`), which may take longer than the reading.
 */
export type Planning = "kept" | "fitted";
/** The setting for it. */
export const planModes = { kept: "force_generic_plan", fitted: "auto" } as const;

/**
 * Takes the application's role for this transaction, whatever role the session has, and names to row-level security what the
 * transaction is about. Returns the database's time. Throws in a superuser's session, which row-level security does not hold.
 */
export async function begin(tx: Prisma.TransactionClient, settings: Settings): Promise<Date> {
  return begun(await tx.$queryRaw(beginning(settings)));
}

function beginning(settings: Settings): Prisma.Sql {
  return Prisma.sql`
    SELECT current_setting('is_superuser')::boolean AS "isSuperuser", set_config('role', ${APPLICATION_ROLE}, true),
           (SELECT count(set_config(name, value, true)) FROM unnest(${Object.keys(settings)}::text[], ${Object.values(settings)}::text[])
            AS s(name, value))::int AS "named", clock_timestamp() AS "now"`;
}

function begun([row]: { now: Date; isSuperuser: boolean }[]): Date {
  if (!row) throw new Error("the database did not say its time");
  if (row.isSuperuser) throw new Error("the database session is a superuser's");
  return row.now;
}

/**
 * Returns the rows of one statement in a transaction of its own that begins like the others: on the primary, or with a check on the replica.
 * Throws where the check does.
 */
export async function readAt<Row>(check: ReplicaCheck | null, settings: Settings, statement: Prisma.Sql): Promise<Row[]> {
  const all = [...(check ? [check.statement] : []), beginning(settings), statement];
  const answers = await readTogether(check ? "replica" : "primary", all);
  if (check) check.judge(answers[0]);
  const [first = [], rows = []] = answers.slice(-2);
  begun(first as Parameters<typeof begun>[0]);
  return rows as Row[];
}
