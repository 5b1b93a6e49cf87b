"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef } from "react";
import { ConflictBanner } from "@/components/new-hires/conflict-banner";
import { RecordField } from "@/components/new-hires/record-field";
import { changesOf, storedValues } from "@/components/new-hires/record-values";
import { SaveBar } from "@/components/new-hires/save-bar";
import { attentionWords } from "@/components/new-hires/tabs";
import { type RecordForm as FormState, useRecordForm } from "@/components/new-hires/use-record-form";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { useAnnounce } from "@/components/ui/toast";
import { UnsavedGuard } from "@/components/ui/unsaved-guard";
import { saveEffect } from "@/lib/new-hires/rules";
import { type HireField, hireFields, type NewHire } from "@/lib/new-hires/schema";

const jobFields: readonly HireField[] = ["jobTitle", "department", "location", "employmentType", "managerName", "startDate"];

/** What a save did, in a sentence. */
function outcome(before: NewHire, saved: NewHire): string {
  if (saved.status === before.status) return "Saved.";
  if (saved.status === "invited") return `Saved. The invitation to ${saved.fields.personalEmail.value ?? "the new hire"} is on its way.`;
  if (saved.status === "on_hold")
    return `Saved, and on hold: ${saved.attention.map((code) => attentionWords[code].toLowerCase()).join(", ")}.`;
  return "Saved. The hire is pending again.";
}

interface RecordFormProps {
  hire: NewHire;
  /** The go-live date. */
  inviteFrom: string;
  nextHref: string | null;
}

/** The record's fields, what is missing first, and the bar that says what saving will do. */
export function RecordForm({ hire, inviteFrom, nextHref }: RecordFormProps) {
  const router = useRouter();
  const announce = useAnnounce();
  const element = useRef<HTMLFormElement>(null);
  const record = useRecordForm(hire);
  const { base, form, typed, isDirty, conflicts } = record;
  const readOnly = base.status === "withdrawn" || base.status === "ignored";

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "s" || event.altKey || event.shiftKey || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      element.current?.requestSubmit();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  async function save(thenNext: boolean) {
    if (record.isSaving || readOnly) return;
    if (conflicts.length > 0) return announce("Choose first whose values to use, at the top of the form.", "failure");
    if (!isDirty) {
      if (thenNext && nextHref) router.push(nextHref);
      else announce("Nothing has changed since the last save.");
      return;
    }
    try {
      const saved = await record.submit();
      if (!saved) return;
      announce(outcome(base, saved));
      if (thenNext && nextHref) router.push(nextHref);
    } catch (error) {
      announce(error instanceof Error ? error.message : "This could not be saved.", "failure");
    }
  }

  const submit = (thenNext: boolean) => form.handleSubmit(() => save(thenNext));

  return (
    <form ref={element} noValidate onSubmit={(event: FormEvent) => submit(false)(event)} className="min-w-0">
      <UnsavedGuard active={isDirty} />
      {conflicts.length > 0 ? <ConflictBanner current={base} typed={typed} fields={conflicts} onResolve={record.resolve} /> : null}
      {readOnly ? (
        <Notice tone="invited" title="This record is read-only." className="mb-4">
          It can be edited again when Greenhouse says that the person is hired.
        </Notice>
      ) : null}
      <RecordSections record={record} readOnly={readOnly} />
      {readOnly ? null : (
        <SaveBar
          effect={saveEffect(base, storedValues(typed), inviteFrom)}
          status={base.status}
          isDirty={isDirty}
          email={storedValues(typed).personalEmail}
          inviteFrom={inviteFrom}
          isSaving={record.isSaving}
          onSaveAndNext={nextHref ? () => submit(true)() : null}
        />
      )}
    </form>
  );
}

function RecordSections({ record, readOnly }: { record: FormState; readOnly: boolean }) {
  const { base, form, typed } = record;
  const missing = readOnly ? [] : base.missingFields;
  const changes = changesOf(base, typed);
  const errors = form.formState.errors;

  const section = (title: string, fields: HireField[]) =>
    fields.length > 0 ? (
      <Card ruled title={title} className="mt-4 first-of-type:mt-0">
        <div className="divide-y divide-line px-5">
          {fields.map((field) => (
            <RecordField
              key={field}
              field={field}
              view={base.fields[field]}
              isMissing={missing.includes(field)}
              isRequired={base.requiredFields.includes(field)}
              isChanged={changes[field] !== undefined}
              readOnly={readOnly}
              error={errors[field]?.message}
              registration={form.register(field)}
              onSettle={(whose) => record.settle(field, whose)}
            />
          ))}
        </div>
      </Card>
    ) : null;

  const present = hireFields.filter((field) => !missing.includes(field));
  return (
    <>
      {section(base.status === "pending" ? "Needed before the invitation can go out" : "Required, and missing", [...missing])}
      {section(
        "Person",
        present.filter((field) => !jobFields.includes(field)),
      )}
      {section(
        "Job",
        present.filter((field) => jobFields.includes(field)),
      )}
    </>
  );
}
