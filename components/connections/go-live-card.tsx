"use client";

import { type FormEvent, useRef, useState } from "react";
import { GoLiveField } from "@/components/connections/connect/go-live-field";
import { useDateQuestion } from "@/components/hires/date-question";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConflictNotice } from "@/components/ui/conflict-notice";
import { focusField } from "@/components/ui/focus-field";
import { SaveButton, SaveNote } from "@/components/ui/save-state";
import { useAnnounce } from "@/components/ui/toast";
import { useConflict } from "@/components/ui/use-conflict";
import { useChangeGreenhouse } from "@/lib/connections/manage/queries";
import { changeGreenhouseSchema, type GreenhouseView, greenhouseViewSchema } from "@/lib/connections/schema";
import { conflictingVersion } from "@/lib/http/api-client";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/connections";
import * as connect from "@/lib/messages/generated/connections/connect";

/** The first start date that is invited automatically. */
export function GoLiveCard({ view, canChange }: { view: GreenhouseView; canChange: boolean }) {
  const [isEditing, setEditing] = useState(false);
  const { inviteFrom } = view;
  if (inviteFrom === null) return null;
  if (isEditing) return <GoLiveForm view={view} onDone={() => setEditing(false)} />;
  return (
    <Card title={m.goLiveDate()} aside={canChange ? <Button onClick={() => setEditing(true)}>{m.changeDate()}</Button> : null}>
      <p className="mt-2">{m.goLiveText({ day: <strong className="font-medium">{plainDate(inviteFrom, "long")}</strong> })}</p>
      <p className="mt-1 text-ink-faint text-xs">{m.goLiveHint()}</p>
    </Card>
  );
}

interface GoLiveFormProps {
  view: GreenhouseView;
  onDone: () => void;
}

const valuesOf = ({ inviteFrom }: GreenhouseView) => ({ inviteFrom: inviteFrom ?? "" });

function GoLiveForm({ view, onDone }: GoLiveFormProps) {
  const announce = useAnnounce();
  const element = useRef<HTMLFormElement>(null);
  const change = useChangeGreenhouse();
  const [typed, setTyped] = useState(valuesOf(view));
  const [problem, setProblem] = useState<string | null>(null);
  const edit = useConflict({
    latest: view,
    typed,
    valuesOf,
    show: setTyped,
    currentOf: (error) => conflictingVersion(error, greenhouseViewSchema),
  });

  const dates = useDateQuestion<void>({ onConfirm: () => submit(), onKeepEditing: (name) => focusField(element.current, name) });

  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (!changeGreenhouseSchema.shape.inviteFrom.safeParse(typed.inviteFrom).success) return setProblem(connect.goLiveInvalid());
    setProblem(null);
    if (edit.isDirty && dates.asks([{ name: "inviteFrom", label: m.goLiveDate(), day: typed.inviteFrom, kind: "planned" }])) return;
    const saving = edit.save(typed, ({ base: { version }, values }) => change.mutateAsync({ version, ...values }));
    saving.then(
      (saved) => {
        if (!saved) return;
        announce(m.goLiveSaved());
        if (saved.isAll) onDone();
      },
      (error: Error) => setProblem(error.message),
    );
  }

  return (
    <Card title={m.goLiveDate()}>
      <form ref={element} noValidate onSubmit={submit} className="mt-3">
        {dates.question}
        {edit.conflicts.length > 0 ? (
          <ConflictNotice
            conflicts={edit.conflicts.map((name) => ({
              name,
              label: m.goLiveDate(),
              mine: plainDate(typed[name], "long"),
              theirs: plainDate(valuesOf(edit.base)[name], "long"),
            }))}
            onResolve={edit.resolve}
          />
        ) : null}
        <GoLiveField
          hint={m.goLiveHint()}
          error={problem}
          name="inviteFrom"
          value={typed.inviteFrom}
          onChange={(event) => setTyped({ inviteFrom: event.target.value })}
        />
        <div className="mt-4 flex flex-wrap gap-2">
          <SaveButton type="submit" isSaving={change.isPending} disabled={edit.conflicts.length > 0}>
            {m.saveDate()}
          </SaveButton>
          <Button variant="quiet" onClick={onDone}>
            {m.cancel()}
          </Button>
          <SaveNote isSaving={change.isPending} isChanged={edit.isDirty} />
        </div>
      </form>
    </Card>
  );
}
