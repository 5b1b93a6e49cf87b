import { z } from "zod";

/** Where the connection failed, the adapter gives a kind of its own and no code. */
const adapterCauseSchema = z.object({ originalCode: z.string().optional(), kind: z.string().optional() });
const databaseErrorSchema = z.object({
  code: z.string().optional().catch(undefined),
  meta: z.object({ driverAdapterError: z.object({ cause: adapterCauseSchema }).optional() }).optional(),
  cause: adapterCauseSchema.optional(),
});

/** Returns the codes and kinds of a failed statement. Prisma says PostgreSQL's in three ways: of its own queries, of ours, and of a transaction's end. */
export function errorCodes(error: unknown): string[] {
  const { data: said } = databaseErrorSchema.safeParse(error);
  const causes = [said?.meta?.driverAdapterError?.cause, said?.cause];
  return [said?.code, ...causes.flatMap((cause) => [cause?.originalCode, cause?.kind])].filter((code) => code !== undefined);
}

/** Why the database cannot do its work now. `away`: it does not answer; `read_only`: it takes no changes; `exhausted`: no room or time is left. */
export type DatabaseTrouble = "away" | "read_only" | "exhausted";

const byCode: [DatabaseTrouble, RegExp][] = [
  // A standby, or a server that was switched to read only.
  ["read_only", /^25006$/],
  // Disk, memory and connections; a statement or lock that took too long.
  ["exhausted", /^(53\d{3}|57014|55P03|P2024|P2028|P2037|TooManyConnections)$/],
  [
    "away",
    /^(P1001|P1002|P1008|P1017|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|57P0\d|08\d{3}|ConnectionClosed|DatabaseNotReachable|SocketTimeout)$/,
  ],
];
const saidInWords =
  /Connection terminated|Connection ended|is not queryable|timeout exceeded when trying to connect|Can't reach database server|the database system is|not currently accepting connections/i;

/** Returns why the database cannot do its work now; null for any other error, such as a mistake in a query. */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  if (!(error instanceof Error)) return null;
  const codes = errorCodes(error);
  for (const [trouble, pattern] of byCode) if (codes.some((code) => pattern.test(code))) return trouble;
  return error.name === "PrismaClientInitializationError" || saidInWords.test(error.message) ? "away" : null;
}

/** Returns whether the database can do nobody's work now: it does not answer, or takes no changes. */
export function isDatabaseDown(error: unknown): boolean {
  const trouble = databaseTrouble(error);
  return trouble === "away" || trouble === "read_only";
}

/** Returns whether work failed because the database cannot do it now, so that it can be tried again. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return databaseTrouble(error) !== null;
}
