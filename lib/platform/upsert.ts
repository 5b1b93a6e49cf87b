import type { Columns, RowOf, Table } from "@/lib/platform/columns";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

/** What becomes of a row that is there already. */
export interface OnConflict<Name extends string> {
  /** The columns that, with the organization, name a row. */
  key: readonly Name[];
  /** Columns that stay as they are stored. */
  keep?: readonly Name[];
  /** Columns that take another value than the new one: SQL of this program, in which `excluded` is the new row. */
  set?: { readonly [name: string]: string };
  /** SQL of this program: which rows are changed at all. */
  where?: string;
}

/** Inserts rows in one statement, whatever their number. */
export async function insertRows<Given extends Columns>(
  tx: TenantTx,
  organizationId: OrganizationId,
  table: Table<Given>,
  rows: readonly RowOf<Given>[],
): Promise<void> {
  if (rows.length > 0) await tx.$executeRaw(insertion(organizationId, table, rows));
}

/** Inserts rows, or changes those that are there already, in one statement whatever their number. */
export async function upsertRows<Given extends Columns>(
  tx: TenantTx,
  organizationId: OrganizationId,
  table: Table<Given>,
  rows: readonly RowOf<Given>[],
  { key, keep = [], set = {}, where }: OnConflict<keyof Given & string>,
): Promise<void> {
  if (rows.length === 0) return;
  const kept = new Set<string>([...key, ...keep, ...Object.keys(set)]);
  const changes = [
    ...Object.keys(table.columns).flatMap((name) => (kept.has(name) ? [] : [`"${name}" = excluded."${name}"`])),
    ...Object.entries(set).map(([name, value]) => `"${name}" = ${value}`),
  ];
  const onConflict = `ON CONFLICT ("organizationId", ${list(key)}) DO UPDATE SET ${changes.join(", ")}${where ? ` WHERE ${where}` : ""}`;
  await tx.$executeRaw`${insertion(organizationId, table, rows)} ${Prisma.raw(onConflict)}`;
}

function insertion<Given extends Columns>(organizationId: OrganizationId, { name, columns }: Table<Given>, rows: readonly RowOf<Given>[]) {
  const values = Object.entries(columns).map(([member, { keepsJsonNull }]) =>
    keepsJsonNull ? `coalesce(x."${member}", 'null'::jsonb)` : `x."${member}"`,
  );
  return Prisma.sql`
    INSERT INTO ${Prisma.raw(`"${name}" ("organizationId", ${list(Object.keys(columns))})`)}
    SELECT ${organizationId}::uuid, ${Prisma.raw(values.join(", "))} FROM ${rowsAs(columns, rows)}`;
}

/** Returns rows as a table `x` of a statement. In one value: a parameter for each would make a statement of its own for every number. */
function rowsAs<Given extends Columns>(columns: Given, rows: readonly RowOf<Given>[]): Prisma.Sql {
  const definitions = Object.entries(columns).map(([name, { type }]) => `"${name}" ${type}`);
  return Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS ${Prisma.raw(`x(${definitions.join(", ")})`)}`;
}

/** Returns the columns of the table `alias` as a statement selects them. */
export function selected(columns: Columns, alias: string): Prisma.Sql {
  const all = Object.entries(columns).map(([name, { readAs }]) => `${alias}."${name}"${readAs ? `::${readAs}` : ""}`);
  return Prisma.raw(all.join(", "));
}

/** Returns rows that were selected by these columns, changed in place: most values are what the driver read, and lists are long. */
export function readRows<Given extends Columns, Raw extends { [Name in keyof Given]: unknown }>(
  columns: Given,
  rows: Raw[],
): (Omit<Raw, keyof Given> & RowOf<Given>)[] {
  const converted = Object.entries(columns).flatMap(([name, { read }]) => (read ? [{ name: name as keyof Raw, read }] : []));
  for (const row of rows) for (const { name, read } of converted) row[name] = read(row[name]) as Raw[keyof Raw];
  return rows as (Omit<Raw, keyof Given> & RowOf<Given>)[];
}

function list(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
