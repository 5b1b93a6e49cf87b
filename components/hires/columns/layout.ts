import { isOwnFieldName, type OwnFieldName } from "@/lib/hire-fields/fields";
import { type OwnField, ownFieldOf } from "@/lib/hire-fields/own/fields";
import type { ListLayout, StoredLayout } from "@/lib/hires/views/schema";

/** The columns that can be chosen beside the name, in the order in which they are offered. */
export const standardColumns = [
  "job",
  "department",
  "location",
  "employmentType",
  "manager",
  "starts",
  "detail",
  "since",
  "added",
  "package",
] as const;
export type StandardColumn = (typeof standardColumns)[number];
/** An own field has a column under its name. */
export type ColumnName = StandardColumn | OwnFieldName;
/** A column whose width can be changed: the name's, too. */
export type SizedColumn = ColumnName | "name";
export const defaultColumns: readonly ColumnName[] = ["job", "starts", "detail", "since"];

export type Density = "comfortable" | "compact";

/** How the list is shown. */
export interface ShownLayout {
  columns: readonly ColumnName[];
  density: Density;
  /** In pixels, where the person changed them. */
  widths: Readonly<Partial<Record<SizedColumn, number>>>;
}

/** What an address says of the layout; null: nothing, so that the person's own counts. */
export type NamedLayout = { columns: readonly ColumnName[] | null; density: Density | null };

/** Returns the columns among some names, in their order, each once; names that this release does not know are ignored. */
export function knownColumns(names: readonly string[]): ColumnName[] {
  return [...new Set(names)].filter(isColumnName);
}

function isColumnName(name: string): name is ColumnName {
  return isOwnFieldName(name) || standardColumns.some((known) => known === name);
}

/** Returns the person's own layout: what they kept, or the default one. */
export function ownLayout({ layout }: StoredLayout): ShownLayout {
  if (layout === null) return { columns: defaultColumns, density: "comfortable", widths: {} };
  const sized = Object.keys(layout.widths).filter((name) => name === "name" || isColumnName(name));
  return {
    columns: knownColumns(layout.columns),
    density: layout.compact ? "compact" : "comfortable",
    widths: Object.fromEntries(sized.map((name) => [name, layout.widths[name]])),
  };
}

/**
 * Returns how the list is shown: as its address says, and otherwise as the person arranged it, without columns of fields that the organization
 * does not have. Widths are always the person's own.
 */
export function shownLayout(own: ShownLayout, { columns, density }: NamedLayout, fields: readonly OwnField[]): ShownLayout {
  const shown = (columns ?? own.columns).filter((column) => !isOwnFieldName(column) || ownFieldOf(column, fields));
  return { ...own, columns: shown, density: density ?? own.density };
}

/** Returns whether two layouts show the same columns in the same order, and rows of the same height. */
export function isSameLayout(one: Omit<ShownLayout, "widths">, other: Omit<ShownLayout, "widths">): boolean {
  return one.columns.join() === other.columns.join() && one.density === other.density;
}

/** Returns whether the columns are the default ones, none of another width. */
export function isDefault({ columns, widths }: ShownLayout): boolean {
  return columns.join() === defaultColumns.join() && Object.keys(widths).length === 0;
}

/** Returns a layout as it is kept. */
export function storedLayout({ columns, density, widths }: ShownLayout): ListLayout {
  const known = Object.entries(widths).filter((one): one is [string, number] => one[1] !== undefined);
  return { columns: [...columns], widths: Object.fromEntries(known), compact: density === "compact" };
}

/** Returns the columns with one of them moved to a place; the others keep their order. */
export function moved(columns: readonly ColumnName[], column: ColumnName, to: number): ColumnName[] {
  const others = columns.filter((one) => one !== column);
  return [...others.slice(0, to), column, ...others.slice(to)];
}
