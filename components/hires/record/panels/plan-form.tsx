"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { EffectSentence } from "@/components/hires/record/effect-sentence";
import { recordValues, storedValues } from "@/components/hires/record/record-values";
import { outcomeWords } from "@/components/hires/send-words";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { RadioList } from "@/components/ui/radio-list";
import { useAnnounce } from "@/components/ui/toast";
import { usePlanInvitation } from "@/lib/hires/record/queries";
import type { NewHire } from "@/lib/hires/schema";
import { type KnownPolicy, saveEffect } from "@/lib/hires/status";
import { ApiError } from "@/lib/http/api-client";
import { type InvitationPlan, invitationPlanSchema } from "@/lib/invitations/schema";
import * as m from "@/lib/messages/generated/hires/record";

type Choice = "organization" | InvitationPlan["mode"];

interface PlanFormProps {
  hire: NewHire;
  known: KnownPolicy;
  onDone: () => void;
}

/** Sets when one hire's invitation is sent, and says what saving will do. */
export function PlanForm({ hire, known, onDone }: PlanFormProps) {
  const announce = useAnnounce();
  const element = useRef<HTMLFormElement>(null);
  const plan = usePlanInvitation(hire.id);
  const [choice, setChoice] = useState<Choice>(hire.invitationPlan?.mode ?? "organization");
  const [date, setDate] = useState(hire.invitationPlan?.date ?? hire.sendOn ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const isDated = choice !== "on_date" || invitationPlanSchema.shape.date.safeParse(date || undefined).success;
  const chosen = choice === "organization" ? null : { mode: choice, date: choice === "on_date" ? date : null };

  // The button that opened the form is gone, so the focus would be lost.
  useEffect(() => element.current?.querySelector<HTMLElement>("input:checked")?.focus(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (chosen?.mode === hire.invitationPlan?.mode && (chosen?.date ?? null) === (hire.invitationPlan?.date ?? null)) return onDone();
    if (!isDated) return setProblem(m.chooseDate());
    plan.mutateAsync({ version: hire.version, mode: chosen?.mode ?? null, ...(chosen?.date ? { date: chosen.date } : {}) }).then(
      (planned) => {
        announce(outcomeWords(m.saved(), hire, planned));
        onDone();
      },
      (error: Error) => {
        const isConflict = error instanceof ApiError && error.problem.code === "version_conflict";
        setProblem(isConflict ? m.planConflict() : error.message);
      },
    );
  }

  const dateField = (
    <Field label={m.date()} error={isDated ? null : problem}>
      {(wiring) => (
        <input
          {...wiring}
          type="date"
          min={known.today}
          value={date}
          onChange={(event) => setDate(event.target.value)}
          className={controlClass({ invalid: !isDated && problem !== null }, "w-44!")}
        />
      )}
    </Field>
  );
  const candidate = { ...hire, invitationPlan: chosen };
  const values = storedValues(recordValues(hire));

  return (
    <form ref={element} noValidate onSubmit={submit} className="mt-2">
      <RadioList<Choice>
        label={m.whenToSend()}
        selected={choice}
        onSelect={(next) => {
          setChoice(next);
          setProblem(null);
        }}
        options={[
          { id: "organization", label: m.useDefault(known.timing) },
          { id: "at_once", label: m.immediately() },
          { id: "on_date", label: m.onDate(), extra: dateField },
          { id: "by_hand", label: m.manually() },
        ]}
      />
      <div className="mt-2 break-words text-xs" aria-live="polite">
        {problem && isDated ? <p className="text-danger">{problem}</p> : null}
        {isDated ? (
          <p className="text-ink-soft">
            <EffectSentence effect={saveEffect(candidate, values, known)} hire={candidate} values={values} known={known} isDirty={false} />
          </p>
        ) : null}
      </div>
      <div className="mt-3 flex gap-2">
        <Button type="submit" busy={plan.isPending}>
          {m.save()}
        </Button>
        <Button variant="quiet" onClick={onDone}>
          {m.cancel()}
        </Button>
      </div>
    </form>
  );
}
