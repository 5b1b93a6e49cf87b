/** A plain date (YYYY-MM-DD) as the database keeps it beside the text to find and sort by (`NewHire.startKey`; migration `list_by_index`). */
export function startKey(day: string): number {
  return Number(day.replaceAll("-", ""));
}
