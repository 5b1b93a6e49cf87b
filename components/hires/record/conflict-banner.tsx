"use client";

import { useEffect, useRef } from "react";
import type { RecordValues } from "@/components/hires/record/record-values";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { Notice } from "@/components/ui/notice";
import { fieldLabels, type HireField } from "@/lib/hire-fields/schema";
import type { NewHire } from "@/lib/hires/schema";

interface ConflictBannerProps {
  /** The record as it is now. */
  current: NewHire;
  typed: RecordValues;
  fields: HireField[];
  onResolve: (field: HireField, whose: "mine" | "theirs") => void;
}

/** Someone else changed the same fields meanwhile: shows both values, and lets the person choose field by field. */
export function ConflictBanner({ current, typed, fields, onResolve }: ConflictBannerProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.focus();
    ref.current?.scrollIntoView({ block: "nearest" });
  }, []);

  return (
    <Notice
      ref={ref}
      tabIndex={-1}
      role="alert"
      tone="danger"
      className="mb-4"
      title="Not saved yet: someone changed the same fields meanwhile"
    >
      <p>Nothing you typed is lost. Choose for each field, then save again.</p>
      <ul className="mt-2 divide-y divide-line">
        {fields.map((field) => {
          const { value, editedBy, editedAt } = current.fields[field];
          return (
            <li key={field} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
              <dl className="grid min-w-0 grow basis-52 grid-cols-[auto_1fr] gap-x-3 break-words">
                <dt className="col-span-2 font-medium text-ink">{fieldLabels[field]}</dt>
                <dt>Yours</dt>
                <dd className="min-w-0 text-ink">{typed[field].trim() || "Empty"}</dd>
                <dt>Theirs</dt>
                <dd className="min-w-0 text-ink">
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
                </dd>
              </dl>
              <span className="flex gap-1.5">
                <Button aria-label={`Use mine for ${fieldLabels[field]}`} onClick={() => onResolve(field, "mine")}>
                  Use mine
                </Button>
                <Button aria-label={`Use theirs for ${fieldLabels[field]}`} onClick={() => onResolve(field, "theirs")}>
                  Use theirs
                </Button>
              </span>
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
