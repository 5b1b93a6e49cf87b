"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import * as ui from "@/lib/messages/generated/ui";
import * as forms from "@/lib/messages/generated/ui/forms";

interface FieldConflict<Name extends string> {
  name: Name;
  label: string;
  mine: ReactNode;
  theirs: ReactNode;
}

interface ConflictNoticeProps<Name extends string> {
  conflicts: readonly FieldConflict<Name>[];
  onResolve: (name: Name, whose: "mine" | "theirs") => void;
}

/** Someone else changed the same fields: shows both values, and lets the person choose field by field. */
export function ConflictNotice<Name extends string>({ conflicts, onResolve }: ConflictNoticeProps<Name>) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.focus();
    ref.current?.scrollIntoView({ block: "nearest" });
  }, []);

  return (
    <Notice ref={ref} tabIndex={-1} role="alert" tone="danger" className="mb-4" title={forms.conflictTitle()}>
      <p>{forms.conflictText()}</p>
      <ul className="mt-2 divide-y divide-line">
        {conflicts.map(({ name, label, mine, theirs }) => (
          <li key={name} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
            <dl className="grid min-w-0 grow basis-52 grid-cols-[auto_1fr] gap-x-3 break-words">
              <dt className="col-span-2 font-medium text-ink">{label}</dt>
              <dt>{forms.yours()}</dt>
              <dd className="min-w-0 text-ink">{mine}</dd>
              <dt>{forms.theirs()}</dt>
              <dd className="min-w-0 text-ink">{theirs}</dd>
            </dl>
            <span className="flex gap-1.5">
              <Button aria-label={ui.keepMineFor({ field: label })} onClick={() => onResolve(name, "mine")}>
                {ui.keepMine()}
              </Button>
              <Button aria-label={ui.takeTheirsFor({ field: label })} onClick={() => onResolve(name, "theirs")}>
                {ui.takeTheirs()}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
