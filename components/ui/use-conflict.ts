import { useEffect, useRef, useState } from "react";
import {
  afterAnswering,
  afterSaving,
  changedFields,
  type Edit,
  type IsSame,
  merge,
  sameJson,
  saveOver,
  type Versioned,
} from "@/components/ui/conflict";
import { useUnsaved } from "@/components/ui/unsaved/use-unsaved";

interface ConflictOptions<Row extends Versioned, Values extends object> {
  /** The record as the server last told it. */
  latest: Row;
  /** What the form holds now. */
  typed: Values;
  valuesOf: (row: Row) => Values;
  isSame?: IsSame<Values>;
  /** Puts values into the form, as its new beginning. */
  show: (values: Values) => void;
  /** Reads the current record from an error that is a version conflict; null for every other error. */
  currentOf: (error: unknown) => Promise<Row | null>;
}

interface SavedRow<Row> {
  row: Row;
  /** Whether nothing more was typed while it was saved. */
  isAll: boolean;
}

/**
 * The one way a form meets someone else's change. The form edits the version it began with (`base`): news replace it only while
 * nothing is typed. When saving meets a newer version, changes of other fields are merged; fields that both changed become
 * `conflicts`, with theirs as the new base, and everything typed is kept until each is answered. What is typed while a save is under way
 * stays typed, and a save that got no answer can be repeated. It also keeps the page from being left while something is typed.
 */
export function useConflict<Row extends Versioned, Values extends object>(options: ConflictOptions<Row, Values>) {
  const { latest, typed, valuesOf, isSame = sameJson, show, currentOf } = options;
  const [base, setBase] = useState(latest);
  const [conflicts, setConflicts] = useState<(keyof Values)[]>([]);
  const changed = changedFields(valuesOf(base), typed, isSame);
  const isDirty = changed.length > 0;
  useUnsaved(isDirty);
  const now = useRef({ base, typed, conflicts });
  useEffect(() => {
    now.current = { base, typed, conflicts };
  });
  const inDoubt = useRef<Values | null>(null);

  function rebase(row: Row, values: Values = valuesOf(row), fields: (keyof Values)[] = []): void {
    setBase(row);
    setConflicts(fields);
    show(values);
  }

  useEffect(() => {
    if (!isDirty && latest.version > base.version) rebase(latest);
  });

  return {
    /** The version being edited. */
    base,
    /** The fields whose typed values differ from it. */
    changed,
    isDirty,
    /** Fields that someone else changed too, waiting for an answer. */
    conflicts,
    /** Takes in what was stored beside the form and answered for some of its fields; everything else that is typed by now stays typed. */
    takeIn: (row: Row, answered: readonly (keyof Values)[]): void => {
      const { base: begun, typed: held, conflicts: open } = now.current;
      const kept = afterAnswering({ base: valuesOf(begun), stored: valuesOf(row), typed: held, conflicts: open }, answered, isSame);
      rebase(row, kept.values, kept.conflicts);
    },
    /** Returns what was saved, or null when a conflict must be answered first; throws what `send` throws otherwise. */
    save: async (values: Values, send: (edit: Edit<Row, Values>) => Promise<Row>): Promise<SavedRow<Row> | null> => {
      const outcome = await saveOver(base, values, { valuesOf, isSame, send, currentOf, inDoubt: inDoubt.current }).catch((error) => {
        inDoubt.current = values;
        throw error;
      });
      inDoubt.current = null;
      // The base has not moved while it was saved, but what is typed may have.
      const stored = valuesOf(outcome.row);
      if (outcome.kind === "saved") {
        const kept = afterSaving({ base: valuesOf(base), sent: values, stored, typed: now.current.typed }, isSame);
        rebase(outcome.row, kept.values, kept.conflicts);
        return { row: outcome.row, isAll: changedFields(stored, kept.values, isSame).length === 0 };
      }
      const met = merge(valuesOf(base), stored, now.current.typed, isSame);
      rebase(outcome.row, met.values, met.conflicts);
      return null;
    },
    /** Answers one conflict; theirs replaces what was typed. */
    resolve: (name: keyof Values, whose: "mine" | "theirs"): void => {
      if (whose === "theirs") show({ ...typed, [name]: valuesOf(base)[name] });
      setConflicts((open) => open.filter((one) => one !== name));
    },
    discard: () => rebase(base),
  };
}
