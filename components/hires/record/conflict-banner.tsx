"use client";

import type { RecordValues } from "@/components/hires/record/record-values";
import { ConflictNotice } from "@/components/ui/conflict-notice";
import { Moment } from "@/components/ui/moment";
import type { HireField } from "@/lib/hire-fields/fields";
import type { NewHire } from "@/lib/hires/schema";
import * as fieldWords from "@/lib/messages/generated/hires/fields";
import * as m from "@/lib/messages/generated/hires/record";

interface ConflictBannerProps {
  /** The record as it is now. */
  current: NewHire;
  typed: RecordValues;
  fields: HireField[];
  onResolve: (field: HireField, whose: "mine" | "theirs") => void;
}

/** Shows the fields that someone else changed, too, with both values. */
export function ConflictBanner({ current, typed, fields, onResolve }: ConflictBannerProps) {
  return (
    <ConflictNotice
      onResolve={onResolve}
      conflicts={fields.map((field) => {
        const { value, editedBy, editedAt } = current.fields[field];
        return {
          name: field,
          label: fieldWords.label({ field }),
          mine: typed[field].trim() || m.empty(),
          theirs: editedAt
            ? m.theirsAt({ value: value ?? m.empty(), name: editedBy ?? m.greenhouse(), when: <Moment at={editedAt} /> })
            : m.theirs({ value: value ?? m.empty(), name: editedBy ?? m.greenhouse() }),
        };
      })}
    />
  );
}
