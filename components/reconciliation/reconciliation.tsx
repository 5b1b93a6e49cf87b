"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeftRight } from "lucide-react";
import { type FormEvent, useState } from "react";
import { ReconciliationResult } from "@/components/reconciliation/reconciliation-result";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { controlClass, Field } from "@/components/ui/field";
import { LoadingNote } from "@/components/ui/skeleton";
import { useRunning } from "@/components/ui/use-running";
import * as m from "@/lib/messages/generated/reconciliation";
import { reconciliationOptions } from "@/lib/reconciliation/queries";
import type { ReconciliationRange } from "@/lib/reconciliation/schema";

/** Greenhouse's hired people beside the hires here, for start dates that are chosen. Nothing is asked for before the button is pressed. */
export function Reconciliation({ firstRange }: { firstRange: ReconciliationRange }) {
  const [range, setRange] = useState(firstRange);
  const [compared, setCompared] = useState<ReconciliationRange | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { data, error, isFetching, refetch } = useQuery(reconciliationOptions(compared));
  const isRunning = useRunning();

  function compare(event: FormEvent) {
    event.preventDefault();
    const found = problemOf(range);
    setProblem(found);
    if (found !== null) return;
    if (compared?.startFrom === range.startFrom && compared.startTo === range.startTo) void refetch();
    else setCompared(range);
  }

  const day = (name: keyof ReconciliationRange, label: string, wrong: string | null) => (
    <Field label={label} error={wrong}>
      {(wiring) => (
        <input
          {...wiring}
          type="date"
          value={range[name]}
          onChange={(event) => setRange({ ...range, [name]: event.target.value })}
          className={controlClass({ invalid: wrong !== null })}
        />
      )}
    </Field>
  );

  return (
    <>
      <form onSubmit={compare} noValidate className="mt-5 flex flex-wrap items-start gap-3">
        {day("startFrom", m.startsFrom(), null)}
        {day("startTo", m.startsTo(), problem)}
        <Button
          type="submit"
          variant="primary"
          className="sm:mt-6.5"
          busy={isFetching}
          disabled={!isRunning}
          icon={<ArrowLeftRight className="size-4" aria-hidden />}
        >
          {m.compare()}
        </Button>
      </form>
      <div aria-live="polite" className="mt-5">
        {isFetching ? <LoadingNote>{m.running()}</LoadingNote> : null}
        {isFetching ? <progress className="progress" aria-label={m.running()} /> : null}
        {error && !isFetching ? <Failure title={m.failed()} error={error} onRetry={() => refetch()} /> : null}
        {data && compared && !isFetching && !error ? <ReconciliationResult result={data} range={compared} /> : null}
      </div>
    </>
  );
}

function problemOf({ startFrom, startTo }: ReconciliationRange): string | null {
  if (!startFrom || !startTo) return m.rangeIncomplete();
  return startTo < startFrom ? m.rangeBackwards() : null;
}
