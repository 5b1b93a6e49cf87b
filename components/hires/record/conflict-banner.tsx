"use client";

import { useOwnFields } from "@/components/hires/own-fields";
import { noView, type RecordValues } from "@/components/hires/record/record-values";
import { ConflictNotice } from "@/components/ui/conflict-notice";
import { Moment } from "@/components/ui/moment";
import type { FieldName } from "@/lib/hire-fields/fields";
import { fieldLabel, shownValue } from "@/lib/hire-fields/own/words";
import type { NewHire } from "@/lib/hires/schema";
import * as m from "@/lib/messages/generated/hires/record";

interface ConflictBannerProps {
  /** The record as it is now. */
  current: NewHire;
  typed: RecordValues;
  fields: FieldName[];
  onResolve: (field: FieldName, whose: "mine" | "theirs") => void;
}

/** Shows the fields that someone else changed, too, with both values. */
export function ConflictBanner({ current, typed, fields, onResolve }: ConflictBannerProps) {
  const own = useOwnFields();
  return (
    <ConflictNotice
      onResolve={onResolve}
      conflicts={fields.map((field) => {
        const { value: stored, editedBy, editedAt } = current.fields[field] ?? noView;
        const value = stored === null ? m.empty() : shownValue(field, stored, own);
        const mine = (typed[field] ?? "").trim();
        return {
          name: field,
          label: fieldLabel(field, own),
          mine: mine === "" ? m.empty() : mine,
          theirs: editedAt
            ? m.theirsAt({ value, name: editedBy ?? m.greenhouse(), when: <Moment at={editedAt} /> })
            : m.theirs({ value, name: editedBy ?? m.greenhouse() }),
        };
      })}
    />
  );
}
