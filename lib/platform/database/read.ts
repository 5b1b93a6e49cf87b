import type { TenantTx } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

/** Runs one statement that reads an organization's rows: in a transaction that is open, or in one of its own. */
export type Read = <Row>(statement: Prisma.Sql) => Promise<Row[]>;

/** Returns how statements are read in a transaction that is open. */
export function readIn(tx: TenantTx): Read {
  return (statement) => tx.$queryRaw(statement);
}

/** Returns a limit that is written out: a plan that is kept for the statement must know that only a few rows are wanted. */
export function writtenLimit(rows: number): Prisma.Sql {
  return Prisma.raw(`LIMIT ${rows}`);
}
