import type { ColumnName, ShownLayout } from "@/components/hires/columns/layout";
import type { ListLayout } from "@/lib/hires/views/schema";

/** Returns whether two layouts show the same columns in the same order, and rows of the same height. */
export function isSameLayout(one: Omit<ShownLayout, "widths">, other: Omit<ShownLayout, "widths">): boolean {
  return one.columns.join() === other.columns.join() && one.density === other.density;
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
