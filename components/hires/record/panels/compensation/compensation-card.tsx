"use client";

import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useShowCompensation } from "@/lib/compensation/queries";
import * as m from "@/lib/messages/generated/hires/compensation";

/** What was agreed about a hire's pay, shown on request: that it was looked at is in the audit log. */
export function CompensationCard({ hireId }: { hireId: string }) {
  const show = useShowCompensation(hireId);
  return (
    <Card title={m.title()} className="print:hidden">
      {show.data ? <Agreed items={show.data.items} /> : <p className="mt-2 text-pretty text-ink-soft">{m.about()}</p>}
      {show.error ? (
        <p role="alert" className="mt-2 text-danger">
          {show.error.message}
        </p>
      ) : null}
      <div className="mt-3">
        {show.data ? (
          <Button onClick={() => show.reset()}>{m.hide()}</Button>
        ) : (
          <Button busy={show.isPending} onClick={() => show.mutate()}>
            {m.show()}
          </Button>
        )}
      </div>
    </Card>
  );
}

function Agreed({ items }: { items: NonNullable<ReturnType<typeof useShowCompensation>["data"]>["items"] }) {
  if (items.length === 0) return <p className="mt-2 text-pretty text-ink-soft">{m.noneChosen()}</p>;
  return (
    <dl className="mt-2 space-y-2" aria-live="polite">
      {items.map(({ from, key, name, value }) => (
        <div key={`${from} ${key}`}>
          <dt className="text-ink-soft text-xs">{name}</dt>
          <dd className="break-words font-medium">{value ?? m.empty()}</dd>
        </div>
      ))}
    </dl>
  );
}
