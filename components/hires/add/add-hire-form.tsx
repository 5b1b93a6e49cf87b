"use client";

import { type ReactNode, useState } from "react";
import { useForm } from "react-hook-form";
import { v4 as uuidv4 } from "uuid";
import { recordDates, useDateQuestion } from "@/components/hires/date-question";
import { useOwnFields } from "@/components/hires/own-fields";
import { EffectSentence } from "@/components/hires/record/effect-sentence";
import { FieldSection } from "@/components/hires/record/field-section";
import { useKnownPolicy } from "@/components/hires/record/known-policy";
import { RecordField } from "@/components/hires/record/record-field";
import {
  emptyValues,
  fieldReasons,
  noView,
  type RecordValues,
  recordResolver,
  showReasons,
  storedValues,
} from "@/components/hires/record/record-values";
import { ActionBar } from "@/components/ui/action-bar";
import { SaveButton } from "@/components/ui/save-state";
import { useAnnounce } from "@/components/ui/toast";
import { useGo } from "@/components/ui/unsaved/use-go";
import { useUnsaved } from "@/components/ui/unsaved/use-unsaved";
import type { FieldName, FieldValues } from "@/lib/hire-fields/fields";
import { fieldNames } from "@/lib/hire-fields/own/rules";
import { useAddHire } from "@/lib/hires/by-hand/queries";
import { fieldList } from "@/lib/hires/fields";
import { currentHire } from "@/lib/hires/record/queries";
import { type DecidedHire, type KnownPolicy, saveEffect } from "@/lib/hires/status";
import { shownName } from "@/lib/hires/words";
import * as m from "@/lib/messages/generated/hires/add";
import * as outcome from "@/lib/messages/generated/hires/outcome";
import * as validation from "@/lib/messages/generated/validation/hires";
import { path } from "@/lib/platform/paths/address";
import { newHirePage } from "@/lib/platform/paths/pages";

/** The record of a hire that HR adds: the required fields first, and a bar that says what adding will do. */
export function AddHireForm({ required }: { required: readonly FieldName[] }) {
  const { go, goOn } = useGo();
  const announce = useAnnounce();
  const known = useKnownPolicy();
  const own = useOwnFields();
  const adding = useAddHire();
  // With one id a form that is sent again, because no answer came, adds no second hire.
  const [submissionId] = useState(() => uuidv4());
  // What was added is left as it is: the way to its record asks nothing.
  const [isAdded, setAdded] = useState(false);
  const form = useForm<RecordValues>({ defaultValues: emptyValues(own), resolver: recordResolver(own), mode: "onTouched" });
  const isChanged = form.formState.isDirty && !isAdded;
  useUnsaved(isChanged);
  const typed = form.watch();
  const values = storedValues(typed, own);
  const isNamed = values.firstName !== null || values.lastName !== null || values.personalEmail !== null;
  const dates = useDateQuestion<void, FieldName>({
    onConfirm: () => void add(),
    onKeepEditing: (field) => form.setFocus(field),
  });

  async function add() {
    if (adding.isPending || isAdded) return;
    const given = storedValues(form.getValues(), own);
    if (!isNamed) return form.setError("lastName", { type: "required", message: validation.nameOrEmail() }, { shouldFocus: true });
    if (dates.asks(recordDates(fieldNames(own), given, own))) return;
    try {
      const fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
      const hire = await adding.mutateAsync({ submissionId, fields });
      setAdded(true);
      const to = hire.fields.personalEmail.value;
      announce(
        hire.status === "invited" && to
          ? outcome.doneAndSending({ decision: m.added(), to })
          : outcome.done({ decision: `${m.added()}: ${shownName(hire)}` }),
      );
      goOn(path(newHirePage, hire.id));
    } catch (error) {
      const reasons = fieldReasons(error, own);
      showReasons(form, reasons);
      if (reasons.length > 0) return;
      const before = await currentHire(error);
      const open = before ? { label: m.openRecord(), run: () => go(path(newHirePage, before.id)) } : undefined;
      announce(error instanceof Error ? error.message : m.addFailed(), "failure", open);
    }
  }

  const row = (field: FieldName) => (
    <RecordField
      key={field}
      field={field}
      own={own}
      view={noView}
      typed={typed[field] ?? ""}
      isMissing={false}
      isRequired={required.includes(field)}
      isChanged={false}
      readOnly={adding.isPending}
      error={form.formState.errors[field]?.message}
      registration={form.register(field)}
    />
  );

  return (
    <form noValidate onSubmit={form.handleSubmit(add)} className="mt-5 min-w-0 max-w-3xl">
      {dates.question}
      <FieldSection title={m.required()} fields={required.filter((field) => field in values)}>
        {row}
      </FieldSection>
      <FieldSection title={m.optional()} fields={fieldNames(own).filter((field) => !required.includes(field))}>
        {row}
      </FieldSection>
      <ActionBar
        sentence={isNamed ? <Effect values={values} required={required} known={known} /> : m.nothingYet()}
        isSaving={adding.isPending}
        isChanged={isChanged}
      >
        <SaveButton type="submit" variant="primary" isSaving={adding.isPending}>
          {m.add()}
        </SaveButton>
      </ActionBar>
    </form>
  );
}

/** Says what adding these values will do. */
function Effect({ values, required, known }: { values: FieldValues; required: readonly FieldName[]; known: KnownPolicy }): ReactNode {
  const hire: DecidedHire = {
    status: "pending",
    requiredFields: [...required],
    hiredOn: null,
    invitations: [],
    isInvitedAgain: false,
    duplicateRank: "none",
    invitationPlan: null,
  };
  const own = useOwnFields();
  const effect = saveEffect(hire, values, known);
  if (effect.kind === "stays_pending") return m.savesPending({ fields: fieldList(effect.missing, own) });
  return <EffectSentence effect={effect} hire={hire} values={values} known={known} isDirty />;
}
