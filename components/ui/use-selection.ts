import { useState } from "react";
import { useWork } from "@/components/ui/unsaved/use-work";

export interface Selection {
  /** The selected ids that are on the page. */
  ids: string[];
  has: (id: string) => boolean;
  /** Selects or unselects one; with `range`, all from the one before to this one. */
  toggle: (id: string, range: boolean) => void;
  toggleAll: () => void;
  clear: () => void;
}

/** Returns which of a page's rows are selected. A change of `scope` (another page, another filter) clears the selection. */
export function useSelection(rows: readonly string[], scope: string): Selection {
  const [state, setState] = useState({ scope, ids: new Set<string>(), anchor: null as string | null });
  const current = state.scope === scope ? state : { scope, ids: new Set<string>(), anchor: null };
  const ids = rows.filter((row) => current.ids.has(row));
  useWork(ids.length > 0);
  const select = (next: Iterable<string>, anchor: string | null = null) => setState({ scope, ids: new Set(next), anchor });

  return {
    ids,
    has: (id) => current.ids.has(id),
    toggle: (id, range) => {
      const turnOn = !current.ids.has(id);
      const from = range && current.anchor !== null ? rows.indexOf(current.anchor) : -1;
      const to = rows.indexOf(id);
      const touched = from < 0 ? [id] : rows.slice(Math.min(from, to), Math.max(from, to) + 1);
      const next = new Set(current.ids);
      for (const one of touched) turnOn ? next.add(one) : next.delete(one);
      select(next, id);
    },
    toggleAll: () => select(ids.length === rows.length ? [] : rows),
    clear: () => select([]),
  };
}
