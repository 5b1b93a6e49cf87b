import { useEffect, useState } from "react";
import { changedFields, type Edit, type IsSame, sameJson, saveOver, type Versioned } from "@/components/ui/conflict";

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
  currentOf: (error: unknown) => Row | null;
}

/**
 * The one way a form meets someone else's change. The form edits the version it began with (`base`): news replace it only while
 * nothing is typed. When saving meets a newer version, changes of other fields are merged; fields that both changed become
 * `conflicts`, with theirs as the new base, and everything typed is kept until each is answered.
 */
export function useConflict<Row extends Versioned, Values extends object>(options: ConflictOptions<Row, Values>) {
  const { latest, typed, valuesOf, isSame = sameJson, show, currentOf } = options;
  const [base, setBase] = useState(latest);
  const [conflicts, setConflicts] = useState<(keyof Values)[]>([]);
  const changed = changedFields(valuesOf(base), typed, isSame);
  const isDirty = changed.length > 0;

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
    rebase,
    /** Returns the saved record, or null when a conflict must be answered first; throws what `send` throws otherwise. */
    save: async (values: Values, send: (edit: Edit<Row, Values>) => Promise<Row>): Promise<Row | null> => {
      const outcome = await saveOver(base, values, { valuesOf, isSame, send, currentOf });
      if (outcome.kind === "saved") {
        rebase(outcome.row);
        return outcome.row;
      }
      rebase(outcome.row, outcome.values, outcome.fields);
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
