"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { useDateQuestion } from "@/components/hires/date-question";
import { useOwnFields } from "@/components/hires/own-fields";
import { EffectSentence } from "@/components/hires/record/effect-sentence";
import { recordValues, storedValues } from "@/components/hires/record/record-values";
import { outcomeWords } from "@/components/hires/send-words";
import { type EditedHire, useAnnounceChange } from "@/components/hires/use-undo";
import { Button } from "@/components/ui/button";
import type { IsSame } from "@/components/ui/conflict";
import { ConflictNotice } from "@/components/ui/conflict-notice";
import { controlClass, Field } from "@/components/ui/field";
import { focusField } from "@/components/ui/focus-field";
import { RadioList } from "@/components/ui/radio-list";
import { SaveButton, SaveNote } from "@/components/ui/save-state";
import { useConflict } from "@/components/ui/use-conflict";
import { currentHire, usePlanInvitation } from "@/lib/hires/record/queries";
import type { NewHire } from "@/lib/hires/schema";
import { type KnownPolicy, saveEffect } from "@/lib/hires/status";
import { type InvitationPlan, invitationPlanSchema } from "@/lib/invitations/schema";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/record";

type Choice = "organization" | InvitationPlan["mode"];

export interface PlanFormProps {
  hire: NewHire;
  known: KnownPolicy;
  onDone: () => void;
}

interface PlanValues {
  plan: { choice: Choice; date: string };
}

const valuesOf = ({ invitationPlan, sendOn }: NewHire): PlanValues => ({
  plan: { choice: invitationPlan?.mode ?? "organization", date: invitationPlan?.date ?? sendOn ?? "" },
});
const isSame: IsSame<PlanValues> = (_, a, b) => a.choice === b.choice && (a.choice !== "on_date" || a.date === b.date);

function planOf({ choice, date }: PlanValues["plan"]): InvitationPlan | null {
  return choice === "organization" ? null : { mode: choice, date: choice === "on_date" ? date : null };
}

/** Sets when one hire's invitation is sent, and says what saving will do. */
export function PlanForm({ hire, known, onDone }: PlanFormProps) {
  const announceChange = useAnnounceChange();
  const element = useRef<HTMLFormElement>(null);
  const save = usePlanInvitation(hire.id);
  const [typed, setTyped] = useState(valuesOf(hire));
  const [problem, setProblem] = useState<string | null>(null);
  const edit = useConflict<EditedHire, PlanValues>({
    latest: hire,
    typed,
    valuesOf,
    isSame,
    show: setTyped,
    currentOf: currentHire,
  });
  const { choice, date } = typed.plan;
  const isDated = choice !== "on_date" || invitationPlanSchema.shape.date.safeParse(date || undefined).success;

  const dates = useDateQuestion<void>({ onConfirm: () => submit(), onKeepEditing: (name) => focusField(element.current, name) });

  // The button that opened the form is gone, so the focus would be lost.
  useEffect(() => element.current?.querySelector<HTMLElement>("input:checked")?.focus(), []);

  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (!edit.isDirty) return onDone();
    if (!isDated) return setProblem(m.chooseDate());
    setProblem(null);
    if (choice === "on_date" && dates.asks([{ name: "sendOn", label: m.sendDate(), day: date, kind: "planned" }])) return;
    edit
      .save(typed, ({ base: { version }, values }) => {
        const { mode = null, date } = planOf(values.plan) ?? {};
        return save.mutateAsync({ version, mode, ...(date ? { date } : {}) });
      })
      .then(
        (planned) => {
          if (!planned) return;
          announceChange(outcomeWords(m.saved(), hire, planned.row), planned.row);
          if (planned.isAll) onDone();
        },
        (error: Error) => setProblem(error.message),
      );
  }

  const choices = [
    { id: "organization", label: m.useDefault(known.timing) },
    { id: "at_once", label: m.immediately() },
    { id: "on_date", label: m.onDate() },
    { id: "by_hand", label: m.manually() },
  ] as const;
  const inWords = ({ plan }: PlanValues) =>
    plan.choice === "on_date" ? plainDate(plan.date, "long") : choices.find(({ id }) => id === plan.choice)?.label;
  const dateField = (
    <Field label={m.date()} error={isDated ? null : problem}>
      {(wiring) => (
        <input
          {...wiring}
          name="sendOn"
          type="date"
          min={known.today}
          value={date}
          onChange={(event) => setTyped({ plan: { choice, date: event.target.value } })}
          className={controlClass({ invalid: !isDated && problem !== null }, "w-44!")}
        />
      )}
    </Field>
  );
  const candidate = { ...hire, invitationPlan: planOf(typed.plan) };
  const own = useOwnFields();
  const values = storedValues(recordValues(hire, own), own);

  return (
    <form ref={element} noValidate onSubmit={submit} className="mt-2">
      {dates.question}
      {edit.conflicts.length > 0 ? (
        <ConflictNotice
          conflicts={[{ name: "plan", label: m.whenToSend(), mine: inWords(typed), theirs: inWords(valuesOf(edit.base)) }]}
          onResolve={edit.resolve}
        />
      ) : null}
      <RadioList<Choice>
        label={m.whenToSend()}
        selected={choice}
        onSelect={(next) => {
          setTyped({ plan: { choice: next, date } });
          setProblem(null);
        }}
        options={choices.map((one) => (one.id === "on_date" ? { ...one, extra: dateField } : one))}
      />
      <div className="mt-2 break-words text-xs" aria-live="polite">
        {problem && isDated ? <p className="text-danger">{problem}</p> : null}
        {isDated ? (
          <p className="text-ink-soft">
            <EffectSentence effect={saveEffect(candidate, values, known)} hire={candidate} values={values} known={known} isDirty={false} />
          </p>
        ) : null}
      </div>
      <div className="mt-3 flex flex-wrap gap-2">
        <SaveButton type="submit" variant="outline" isSaving={save.isPending} disabled={edit.conflicts.length > 0}>
          {m.save()}
        </SaveButton>
        <Button variant="quiet" onClick={onDone}>
          {m.cancel()}
        </Button>
        <SaveNote isSaving={save.isPending} isChanged={edit.isDirty} />
      </div>
    </form>
  );
}
