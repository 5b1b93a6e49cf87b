"use client";

import type { RecordValues } from "@/components/hires/record/record-values";
import { ConflictNotice } from "@/components/ui/conflict-notice";
import { Moment } from "@/components/ui/moment";
import { fieldLabels, type HireField } from "@/lib/hire-fields/schema";
import type { NewHire } from "@/lib/hires/schema";

interface ConflictBannerProps {
  /** The record as it is now. */
  current: NewHire;
  typed: RecordValues;
  fields: HireField[];
  onResolve: (field: HireField, whose: "mine" | "theirs") => void;
}

/** The fields that someone else changed too, with both values and whose the other is. */
export function ConflictBanner({ current, typed, fields, onResolve }: ConflictBannerProps) {
  return (
    <ConflictNotice
      onResolve={onResolve}
      conflicts={fields.map((field) => {
        const { value, editedBy, editedAt } = current.fields[field];
        return {
          name: field,
          label: fieldLabels[field],
          mine: typed[field].trim() || "Empty",
          theirs: (
            <>
              {value ?? "Empty"}{" "}
              <span className="text-ink-soft">
                ({editedBy ?? "Greenhouse"}
                {editedAt ? (
                  <>
                    , <Moment at={editedAt} />
                  </>
                ) : null}
                )
              </span>
            </>
          ),
        };
      })}
    />
  );
}
