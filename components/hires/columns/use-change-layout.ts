import { isSameLayout, type NamedLayout, type ShownLayout, shownLayout } from "@/components/hires/columns/layout";
import { useKeepLayout } from "@/components/hires/columns/use-keep-layout";
import { useOwnFields } from "@/components/hires/own-fields";

/**
 * Returns what is shown and how to change it. The address says it from then on, so that it shows anyone the same. It is kept as the person's own,
 * too, unless it is a view's, or came with a link: looking at someone else's list does not rearrange one's own.
 */
export function useChangeLayout(own: ShownLayout, address: NamedLayout & { view: string | null }, onChange: (named: NamedLayout) => void) {
  const keep = useKeepLayout();
  const shown = shownLayout(own, address, useOwnFields());
  const isOwn = address.view === null && isSameLayout(own, shown);

  function change(part: Partial<Pick<ShownLayout, "columns" | "density">>): void {
    const next = { ...shown, ...part };
    if (isOwn) keep(next);
    onChange({ columns: next.columns, density: next.density });
  }

  /** Gives the person's own layout its default back, and shows it. */
  function reset(standard: ShownLayout): void {
    keep(standard);
    onChange({ columns: null, density: null });
  }

  return { shown, change, reset };
}
