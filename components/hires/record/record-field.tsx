"use client";

import { clsx } from "clsx";
import { Pencil, Sprout } from "lucide-react";
import { useId } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";
import { controlOf } from "@/components/hires/field-control";
import { DifferenceBox, FollowGreenhouse, type Settle } from "@/components/hires/record/difference-box";
import { controlClass } from "@/components/ui/field";
import { Moment } from "@/components/ui/moment";
import { useOwnTimeZone } from "@/components/ui/time-zone";
import type { FieldName } from "@/lib/hire-fields/fields";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { fieldLabel, shownValue } from "@/lib/hire-fields/own/words";
import { missingFieldReason } from "@/lib/hires/fields";
import type { FieldView } from "@/lib/hires/schema";
import { exactTime } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/record";

interface RecordFieldProps {
  field: FieldName;
  /** The organization's own fields. */
  own: readonly OwnField[];
  view: FieldView;
  /** What the form holds now. */
  typed: string;
  /** Required and without a value in the saved record. */
  isMissing: boolean;
  isRequired: boolean;
  isChanged: boolean;
  readOnly: boolean;
  error: string | undefined;
  registration: UseFormRegisterReturn;
  /** Decides between HR's value and Greenhouse's; absent where Greenhouse does not know the hire, and where there is nothing to decide. */
  onSettle?: Settle;
}

/** One field with its label, its source, and what is missing or differs. */
export function RecordField({
  field,
  own,
  view,
  typed,
  isMissing,
  isRequired,
  isChanged,
  readOnly,
  error,
  registration,
  onSettle,
}: RecordFieldProps) {
  const id = useId();
  const control = controlOf(field, own);
  const hasSource = isChanged || view.source !== null;
  const shared = {
    ...registration,
    // For the page that the server writes; the form fills the control in as soon as the scripts run.
    defaultValue: view.value ?? "",
    id,
    readOnly,
    autoComplete: "off",
    "aria-invalid": error ? true : undefined,
    "aria-required": isRequired || undefined,
    "aria-describedby": `${id}-about`,
  };
  // On a phone it stands on the label's line: beside the value it would cover its end.
  const space = hasSource ? "sm:pr-28" : undefined;
  const look = { invalid: error !== undefined, wanted: isMissing && !isChanged, readOnly };

  return (
    <div className="grid gap-1.5 py-3 sm:grid-cols-[11rem_1fr] sm:gap-4">
      <label htmlFor={id} className={clsx("font-medium sm:pt-2 print:pt-0", isMissing ? "text-pending" : "text-ink-soft")}>
        {fieldLabel(field, own)}
        {isMissing ? <span className="block font-normal text-xs">{m.required()}</span> : null}
      </label>
      <div className="min-w-0">
        <div
          data-printed={typed === "" ? "–" : shownValue(field, typed, own)}
          className="relative print:flex print:flex-wrap print:items-baseline print:gap-x-2"
        >
          {control.kind === "lines" ? (
            <textarea {...shared} rows={3} className={controlClass(look, clsx("block h-auto! py-2", space))} />
          ) : control.kind === "choice" ? (
            <select {...shared} disabled={readOnly} className={controlClass(look, hasSource ? "pr-8 sm:pr-32" : "pr-8")}>
              <option value="">{m.choose()}</option>
              {control.choices.map((choice) => (
                <option key={choice} value={choice}>
                  {shownValue(field, choice, own)}
                </option>
              ))}
            </select>
          ) : (
            <input
              {...shared}
              type={control.type}
              inputMode={control.inputMode}
              maxLength={control.maxLength + 50}
              className={controlClass(look, space)}
            />
          )}
          {hasSource ? <Source view={view} isChanged={isChanged} besideArrow={control.kind === "choice"} /> : null}
        </div>
        <div id={`${id}-about`}>
          {error ? <p className="mt-1.5 text-danger text-xs">{error}</p> : null}
          {view.source === "hr" && view.editedBy && view.editedAt && !isChanged ? (
            <p className="mt-1 text-ink-faint text-xs">{m.editedBy({ name: view.editedBy, when: <Moment at={view.editedAt} /> })}</p>
          ) : null}
          {isMissing && !error ? (
            <p className="mt-1.5 text-pending text-xs">{onSettle ? missingFieldReason(field, view, own) : m.addHere()}</p>
          ) : null}
        </div>
        {view.source !== "hr" || !onSettle ? null : <Theirs field={field} own={own} view={view} onSettle={onSettle} />}
      </div>
    </div>
  );
}

/** Offers Greenhouse's value in place of HR's. */
function Theirs({
  field,
  own,
  view,
  onSettle,
}: Pick<RecordFieldProps, "field" | "own" | "view"> & Required<Pick<RecordFieldProps, "onSettle">>) {
  // What is not valid in Greenhouse is not taken from there.
  const theirs = { field, own, greenhouseValue: view.problem ? null : view.greenhouseValue, onSettle };
  return view.differs ? <DifferenceBox {...theirs} /> : <FollowGreenhouse {...theirs} />;
}

/** Names the source of the value, inside the field. */
function Source({ view, isChanged, besideArrow }: { view: FieldView; isChanged: boolean; besideArrow: boolean }) {
  const timeZone = useOwnTimeZone();
  const edited =
    view.editedBy && view.editedAt ? m.editedByAt({ name: view.editedBy, time: exactTime(new Date(view.editedAt), timeZone) }) : undefined;
  return (
    <span
      title={isChanged ? undefined : edited}
      className={clsx(
        "absolute right-0 flex items-center gap-1 text-xs max-sm:-top-6.5 max-sm:h-5 sm:top-0 sm:h-9 sm:pointer-coarse:h-11 print:static print:h-5",
        besideArrow ? "sm:right-8" : "sm:right-2.5",
        edited && !isChanged ? "" : "pointer-events-none",
        isChanged ? "font-medium text-accent" : "text-ink-faint",
      )}
    >
      {isChanged ? (
        m.unsaved()
      ) : (
        <>
          {view.source === "hr" ? <Pencil className="size-3" aria-hidden /> : <Sprout className="size-3" aria-hidden />}
          {view.source === "hr" ? m.hr() : m.greenhouse()}
        </>
      )}
    </span>
  );
}
