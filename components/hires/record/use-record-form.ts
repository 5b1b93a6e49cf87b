import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { useOwnFields } from "@/components/hires/own-fields";
import {
  fieldReasons,
  formFields,
  isSameValue,
  type RecordValues,
  recordResolver,
  recordValues,
  showReasons,
} from "@/components/hires/record/record-values";
import type { EditedHire } from "@/components/hires/use-undo";
import { useGo } from "@/components/ui/unsaved/use-go";
import { useConflict } from "@/components/ui/use-conflict";
import { type FieldName, ownNamesOf } from "@/lib/hire-fields/fields";
import { type OwnField, ownFieldOf } from "@/lib/hire-fields/own/fields";
import { fieldsOf } from "@/lib/hire-fields/own/rules";
import { currentHire, useSaveNewHire } from "@/lib/hires/record/queries";
import type { NewHire } from "@/lib/hires/schema";

function only(values: RecordValues, fields: readonly FieldName[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field, values[field] ?? ""]));
}

/** Has the page learn of own fields that were added since it was opened. */
function useFreshFields({ fields }: NewHire, known: readonly OwnField[]): void {
  const { refresh } = useGo();
  const isNew = ownNamesOf(fields).some((name) => !ownFieldOf(name, known));
  useEffect(() => {
    if (isNew) refresh();
  }, [isNew, refresh]);
}

/** Returns the form of one record, and what it does when someone else changes the record at the same time. */
export function useRecordForm(hire: NewHire) {
  const known = useOwnFields();
  const own = formFields(hire, known);
  useFreshFields(hire, known);
  const saving = useSaveNewHire(hire.id);
  const form = useForm<RecordValues>({ defaultValues: recordValues(hire, own), resolver: recordResolver(own), mode: "onTouched" });
  const typed = form.watch();
  const edit = useConflict<EditedHire, RecordValues>({
    latest: hire,
    typed,
    valuesOf: (row) => recordValues(row, own),
    isSame: isSameValue(own),
    // Only what differs: a reset would move the cursor of who is typing.
    show: (values) => {
      for (const field of fieldsOf(values)) {
        const value = values[field] ?? "";
        if (form.getValues(field) === value) continue;
        form.setValue(field, value);
        form.clearErrors(field);
      }
    },
    currentOf: currentHire,
  });
  const { base, changed, isDirty, conflicts, resolve } = edit;

  function showInvalid(error: unknown): null {
    const reasons = fieldReasons(error, own);
    if (reasons.length === 0) throw error;
    showReasons(form, reasons);
    return null;
  }

  return {
    /** The organization's own fields, as this record takes them. */
    own,
    /** The version being edited. */
    base,
    form,
    typed,
    changed,
    isDirty,
    /** Fields that someone else changed too, waiting for an answer. */
    conflicts,
    resolve,
    isSaving: saving.isPending,
    /** Returns what was saved, or null when something on the screen must be answered first. */
    submit: () =>
      edit
        .save(form.getValues(), ({ base: { version }, values, changed: fields }) =>
          saving.mutateAsync({ version, changes: only(values, fields) }),
        )
        .catch(showInvalid),
    /** Settles a difference to Greenhouse and returns the hire before and after; what was typed in other fields stays typed. */
    settle: async (field: FieldName, whose: "keep" | "take") => {
      const settled = await saving.mutateAsync({ version: hire.version, [whose]: [field] });
      edit.takeIn(settled, whose === "take" ? [field] : []);
      return { before: hire, after: settled };
    },
  };
}

export type RecordForm = ReturnType<typeof useRecordForm>;
