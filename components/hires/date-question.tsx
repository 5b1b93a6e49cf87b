"use client";

import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useTimeZone } from "@/components/ui/time-zone";
import { type FieldName, type FieldValues, isOwnFieldName } from "@/lib/hire-fields/fields";
import { isDateField, type OwnField } from "@/lib/hire-fields/own/fields";
import { valueIn } from "@/lib/hire-fields/own/rules";
import { fieldLabel } from "@/lib/hire-fields/own/words";
import { type DateDoubt, type DateKind, dateDoubt } from "@/lib/hire-fields/rules";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/date-question";
import * as forms from "@/lib/messages/generated/ui/forms";
import { localDay } from "@/lib/platform/calendar";

/** A date that is about to be saved. */
interface EnteredDate<Name extends string> {
  name: Name;
  label: string;
  day: string;
  kind: DateKind;
}

interface DateQuestion<Then, Name extends string> {
  /** Does again what asked, once the dates are said to be right. */
  onConfirm: (then: Then) => void;
  /** Is told the first date that is in doubt. */
  onKeepEditing?: (name: Name) => void;
}

/**
 * Returns how to ask about dates that are probably slips before they are saved, and the question itself. `asks` says whether it asked: each day of
 * a date once.
 */
export function useDateQuestion<Then, Name extends string = string>({ onConfirm, onKeepEditing }: DateQuestion<Then, Name>) {
  const timeZone = useTimeZone();
  const [asked, setAsked] = useState<{ dates: (EnteredDate<Name> & DateDoubt)[]; then: Then } | null>(null);
  const confirmed = useRef(new Map<Name, string>());

  function asks(entered: readonly EnteredDate<Name>[], then: Then): boolean {
    const today = localDay(new Date(), timeZone);
    const dates = entered.flatMap((date) => {
      const doubt = confirmed.current.get(date.name) === date.day ? null : dateDoubt(date.day, today, date.kind);
      return doubt ? [{ ...date, ...doubt }] : [];
    });
    if (dates.length > 0) setAsked({ dates, then });
    return dates.length > 0;
  }

  function close() {
    const [first] = asked?.dates ?? [];
    // Nothing behind an open dialog takes the focus.
    flushSync(() => setAsked(null));
    if (first) onKeepEditing?.(first.name);
  }

  function confirm() {
    if (!asked) return;
    for (const { name, day } of asked.dates) confirmed.current.set(name, day);
    setAsked(null);
    onConfirm(asked.then);
  }

  const question = asked ? (
    <Dialog
      open
      onClose={close}
      title={m.question({ count: asked.dates.length })}
      actions={
        <>
          <Button onClick={close}>{forms.keepEditing()}</Button>
          <Button variant="primary" onClick={confirm}>
            {m.confirm()}
          </Button>
        </>
      }
    >
      {asked.dates.map(({ name, label, day, doubt, years }) => (
        <p key={name} className="mt-1 break-words first:mt-0">
          {m.doubt({ doubt, label, day: plainDate(day, "full"), years })}
        </p>
      ))}
    </Dialog>
  ) : null;
  return { asks, question };
}

/** Returns the dates among some fields of a record, as they are asked about; fields without a value are none. */
export function recordDates(
  fields: readonly FieldName[],
  values: Readonly<Partial<FieldValues>>,
  own: readonly OwnField[],
): EnteredDate<FieldName>[] {
  return fields.flatMap((name) => {
    const day = valueIn(values, name);
    if (day === null || !isDateField(name, own)) return [];
    return [{ name, label: fieldLabel(name, own), day, kind: isOwnFieldName(name) ? "own" : "planned" }];
  });
}
