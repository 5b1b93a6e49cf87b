import type { TenantTx } from "@/lib/platform/db";
import type { Prisma } from "@/prisma/generated/client";

/** Runs one statement that reads an organization's rows: in a transaction that is open, or in one of its own. */
export type Read = <Row>(statement: Prisma.Sql) => Promise<Row[]>;

/** Returns how statements are read in a transaction that is open. */
export function readIn(tx: TenantTx): Read {
  return (statement) => tx.$queryRaw(statement);
}
