import { useSingleKeys } from "@/components/ui/shortcuts";
import type { Selection } from "@/components/ui/use-selection";

const rows = () => [...document.querySelectorAll<HTMLElement>("[data-hire]")].filter((row) => row.offsetParent !== null);

function current(): HTMLElement | undefined {
  return rows().find((row) => row.contains(document.activeElement));
}

function step(by: 1 | -1): void {
  const all = rows();
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  next?.querySelector("a")?.focus();
}

/** Moves through the rows with j and k, and selects with x; Enter opens, since the row's link has the focus. */
export function useListKeys(selection: Selection | null): void {
  useSingleKeys({
    j: () => step(1),
    k: () => step(-1),
    x: () => {
      const id = current()?.dataset.hire;
      if (id) selection?.toggle(id, false);
    },
  });
}
