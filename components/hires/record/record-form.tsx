"use client";

import {
  type FormEvent,
  type KeyboardEvent as ReactKeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useMay } from "@/components/auth/permitted";
import { recordDates, useDateQuestion } from "@/components/hires/date-question";
import { ConflictBanner } from "@/components/hires/record/conflict-banner";
import { EffectSentence } from "@/components/hires/record/effect-sentence";
import { FieldSection } from "@/components/hires/record/field-section";
import { DeliveryBanner } from "@/components/hires/record/panels/delivery-banner";
import { DuplicateBanner } from "@/components/hires/record/panels/duplicates/duplicate-banner";
import { ErasedBanner } from "@/components/hires/record/panels/erased-banner";
import { SeenBanner } from "@/components/hires/record/panels/seen-banner";
import { SuspendedBanner } from "@/components/hires/record/panels/suspension/suspended-banner";
import { RecordField } from "@/components/hires/record/record-field";
import { noView, storedValues } from "@/components/hires/record/record-values";
import { SaveBar } from "@/components/hires/record/save-bar";
import { type RecordForm as FormState, useRecordForm } from "@/components/hires/record/use-record-form";
import { wasWalkedTo } from "@/components/hires/record/use-walk";
import { outcomeWords } from "@/components/hires/send-words";
import { type EditedHire, useAnnounceChange } from "@/components/hires/use-undo";
import { focusField } from "@/components/ui/focus-field";
import { Notice } from "@/components/ui/notice";
import { useAnnounce } from "@/components/ui/toast";
import { useGo } from "@/components/ui/unsaved/use-go";
import { useRunning } from "@/components/ui/use-running";
import { type FieldName, isOwnFieldName } from "@/lib/hire-fields/fields";
import { fieldNames, isHireField } from "@/lib/hire-fields/own/rules";
import { useSendAgain } from "@/lib/hires/record/queries";
import type { NewHire } from "@/lib/hires/schema";
import { type KnownPolicy, saveEffect } from "@/lib/hires/status";
import * as outcome from "@/lib/messages/generated/hires/outcome";
import * as m from "@/lib/messages/generated/hires/record";
import * as undoWords from "@/lib/messages/generated/hires/undo";

const jobFields: readonly FieldName[] = ["jobTitle", "department", "location", "employmentType", "managerName", "startDate"];

type Then = "stay" | "next" | "send";

interface RecordFormProps {
  hire: NewHire;
  known: KnownPolicy;
  nextHref: string | null;
}

/** The fields of a record, missing ones first, and the bar that says what saving will do. */
export function RecordForm({ hire, known, nextHref }: RecordFormProps) {
  const { go, goOn } = useGo();
  const announce = useAnnounce();
  const announceChange = useAnnounceChange();
  const element = useRef<HTMLFormElement>(null);
  const isRunning = useRunning();
  const record = useRecordForm(hire);
  const { base, own, form, typed, isDirty, conflicts } = record;
  const send = useSendAgain(hire.id);
  const mayEdit = useMay("hires.edit");
  const isOver = base.status === "withdrawn" || base.status === "excluded";
  const readOnly = isOver || !mayEdit;
  const values = storedValues(typed, own);
  const dates = useDateQuestion<Then, FieldName>({
    onConfirm: (then) => void save(then),
    onKeepEditing: (field) => form.setFocus(field),
  });
  const isNewAddress = values.personalEmail !== null && values.personalEmail !== base.fields.personalEmail.value;

  useFocusOnMissing(element, readOnly ? undefined : base.missingFields[0], isRunning);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || event.shiftKey || !(event.metaKey || event.ctrlKey)) return;
      const isSave = event.key.toLowerCase() === "s";
      if (!isSave && event.key !== "Enter") return;
      event.preventDefault();
      if (isSave) element.current?.requestSubmit();
      else element.current?.querySelector<HTMLButtonElement>("[data-save-and-next]")?.click();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  async function save(then: Then) {
    if (record.isSaving || readOnly) return;
    if (conflicts.length > 0) return announce(m.resolveFirst(), "failure");
    if (!isDirty) {
      if (then === "next" && nextHref) go(nextHref);
      else announce(m.nothingToSave());
      return;
    }
    if (dates.asks(recordDates(record.changed, values, own), then)) return;
    try {
      const saved = await record.submit();
      if (!saved) return;
      if (then === "send") return sendToNewAddress(saved.row);
      announceChange(savedWords(base, saved.row), saved.row);
      if (then === "next" && nextHref && saved.isAll) goOn(nextHref);
    } catch (error) {
      announce(error instanceof Error ? error.message : m.saveFailed(), "failure");
    }
  }

  function sendToNewAddress(saved: EditedHire) {
    return send.mutateAsync().then(
      ({ sentTo }) => announceChange(undoWords.emailStays({ words: outcome.doneAndSending({ decision: m.saved(), to: sentTo }) }), saved),
      (error: Error) => announce(m.savedNotSent({ reason: error.message }), "failure"),
    );
  }

  const submit = (then: Then) => form.handleSubmit(() => save(then));

  return (
    <form
      ref={element}
      noValidate
      // What is typed before the page's scripts are here would be lost: the form takes it from then on.
      inert={!isRunning}
      onSubmit={(event: FormEvent) => submit("stay")(event)}
      onKeyDown={leaveField}
      className="min-w-0"
    >
      {conflicts.length > 0 ? <ConflictBanner current={base} typed={typed} fields={conflicts} onResolve={record.resolve} /> : null}
      <DeliveryBanner hire={hire} onCorrect={() => focusField(element.current, "personalEmail", { select: true })} />
      <SuspendedBanner hire={hire} />
      <ErasedBanner hire={hire} />
      <DuplicateBanner hire={hire} />
      <SeenBanner hire={hire} />
      {mayEdit ? null : (
        <Notice tone="info" title={m.viewOnly()} className="mb-4">
          {m.viewOnlyText()}
        </Notice>
      )}
      {isOver ? (
        <Notice tone="info" title={m.readOnly()} className="mb-4">
          {base.status === "excluded" ? m.readOnlyExcluded() : m.readOnlyWithdrawn()}
        </Notice>
      ) : null}
      {dates.question}
      <RecordSections record={record} readOnly={readOnly} maySettle={mayEdit && base.status !== "withdrawn"} />
      {readOnly ? null : (
        <SaveBar
          sentence={
            base.status === "invited" && isNewAddress ? (
              m.savesAndSends()
            ) : (
              <EffectSentence effect={saveEffect(base, values, known)} hire={base} values={values} known={known} isDirty={isDirty} />
            )
          }
          isSaving={record.isSaving || send.isPending}
          isChanged={isDirty}
          onSaveAndNext={nextHref ? () => submit("next")() : null}
          onSaveAndSend={base.status === "invited" && isNewAddress ? () => submit("send")() : null}
        />
      )}
    </form>
  );
}

/**
 * Puts the focus on the first missing field when a record is opened. Not where the keys of the walk are in use, which would be typed into it, nor
 * on a touch screen, where the keyboard would cover what there is to read.
 */
function useFocusOnMissing(form: RefObject<HTMLFormElement | null>, first: FieldName | undefined, isRunning: boolean): void {
  const [field] = useState(first);
  // In the same step in which the form takes text: who types at once would else type into another field.
  useLayoutEffect(() => {
    if (!isRunning || wasWalkedTo() || !field || window.matchMedia("(pointer: coarse)").matches) return;
    focusField(form.current, field);
  }, [form, field, isRunning]);
}

/** Escape leaves a field, so that single keys are keys again. */
function leaveField(event: ReactKeyboardEvent<HTMLFormElement>): void {
  const { target } = event;
  if (event.key === "Escape" && (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) target.blur();
}

/** Returns what saving did; where it sent an invitation, that undoing does not call it back. */
function savedWords(before: NewHire, after: NewHire): string {
  const words = outcomeWords(m.saved(), before, after);
  return before.status !== "invited" && after.status === "invited" ? undoWords.emailStays({ words }) : words;
}

function RecordSections({ record, readOnly, maySettle }: { record: FormState; readOnly: boolean; maySettle: boolean }) {
  const { base, own, form, typed, changed } = record;
  const missing = readOnly ? [] : base.missingFields;
  const errors = form.formState.errors;

  const row = (field: FieldName) => (
    <RecordField
      key={field}
      field={field}
      own={own}
      view={base.fields[field] ?? noView}
      typed={typed[field] ?? ""}
      isMissing={missing.includes(field)}
      isRequired={base.requiredFields.includes(field)}
      isChanged={changed.includes(field)}
      readOnly={readOnly}
      error={errors[field]?.message}
      registration={form.register(field)}
      {...(base.greenhouse && maySettle ? { onSettle: (whose) => record.settle(field, whose) } : {})}
    />
  );

  const present = fieldNames(own).filter((field) => !missing.includes(field) && field in base.fields);
  return (
    <>
      <FieldSection title={base.status === "pending" ? m.completeToSend() : m.missingRequired()} fields={missing}>
        {row}
      </FieldSection>
      <FieldSection title={m.personalDetails()} fields={present.filter((field) => isHireField(field) && !jobFields.includes(field))}>
        {row}
      </FieldSection>
      <FieldSection title={m.job()} fields={present.filter((field) => jobFields.includes(field))}>
        {row}
      </FieldSection>
      <FieldSection title={m.ownFields()} fields={present.filter(isOwnFieldName)}>
        {row}
      </FieldSection>
    </>
  );
}
