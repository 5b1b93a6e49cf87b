import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import {
  changedFields,
  changesOf,
  conflictingFields,
  type RecordValues,
  recordResolver,
  recordValues,
} from "@/components/hires/record/record-values";
import { type HireField, hireFields } from "@/lib/hire-fields/schema";
import { useSaveNewHire } from "@/lib/hires/queries";
import { type NewHire, newHireSchema } from "@/lib/hires/schema";
import { ApiError } from "@/lib/http/api-client";

/**
 * The form of one record. It edits the version it began with (`base`): news from the server replace it only while
 * nothing is typed, so that someone else's change is met as a conflict when saving and never overwritten unseen.
 */
export function useRecordForm(hire: NewHire) {
  const [base, setBase] = useState(hire);
  const [conflicts, setConflicts] = useState<HireField[]>([]);
  const save = useSaveNewHire(hire.id);
  const form = useForm<RecordValues>({ defaultValues: recordValues(hire), resolver: recordResolver, mode: "onTouched" });
  const typed = form.watch();
  const isDirty = changedFields(changesOf(base, typed)).length > 0;

  useEffect(() => {
    if (isDirty || hire.version <= base.version) return;
    setBase(hire);
    form.reset(recordValues(hire));
  }, [isDirty, hire, base.version, form]);

  /** Goes on from another version of the record with these changes typed into it. */
  function rebase(current: NewHire, changes: Partial<RecordValues>): void {
    setBase(current);
    form.reset({ ...recordValues(current), ...changes });
  }

  /** Answers the saved record, or null when something on the screen must be answered first. */
  async function attempt(from: NewHire, changes: Partial<RecordValues>): Promise<NewHire | null> {
    try {
      const saved = await save.mutateAsync({ version: from.version, changes });
      rebase(saved, {});
      return saved;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { code, current } = error.problem;
      const theirs = code === "version_conflict" ? newHireSchema.safeParse(current) : null;
      if (!theirs?.success) return showInvalid(error);
      const both = conflictingFields(from, theirs.data, changes);
      // Someone changed other fields: both changes stand.
      if (both.length === 0) return attempt(theirs.data, changes);
      rebase(theirs.data, changes);
      setConflicts(both);
      return null;
    }
  }

  function showInvalid(error: ApiError): null {
    const invalid = error.problem.invalid_params ?? [];
    const reasonFor = (field: HireField) => invalid.find(({ name }) => name.split(".").includes(field))?.reason;
    const wrong = hireFields.filter((field) => reasonFor(field) !== undefined);
    if (wrong.length === 0) throw error;
    for (const field of wrong) {
      form.setError(field, { type: "server", message: reasonFor(field) ?? error.message }, { shouldFocus: field === wrong[0] });
    }
    return null;
  }

  return {
    /** The version being edited. */
    base,
    form,
    typed,
    isDirty,
    /** Fields that someone else changed too, waiting for an answer. */
    conflicts,
    isSaving: save.isPending,
    submit: () => attempt(base, changesOf(base, form.getValues())),
    /** Answers one conflict; theirs replaces what was typed. */
    resolve: (field: HireField, whose: "mine" | "theirs") => {
      if (whose === "theirs") form.setValue(field, base.fields[field].value ?? "", { shouldValidate: true });
      setConflicts((open) => open.filter((one) => one !== field));
    },
    /** Settles a difference to Greenhouse; what was typed in other fields stays typed. */
    settle: async (field: HireField, whose: "keep" | "take") => {
      const { [field]: typedHere, ...others } = changesOf(base, form.getValues());
      const settled = await save.mutateAsync({ version: hire.version, [whose]: [field] });
      rebase(settled, whose === "keep" && typedHere !== undefined ? { ...others, [field]: typedHere } : others);
    },
  };
}

export type RecordForm = ReturnType<typeof useRecordForm>;
