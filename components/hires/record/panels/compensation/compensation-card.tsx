"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { isNotLoaded, NotLoaded } from "@/components/ui/not-loaded";
import { useShowCompensation } from "@/lib/compensation/queries";
import { payName } from "@/lib/compensation/rules";
import * as m from "@/lib/messages/generated/hires/compensation";
import { MINUTE_MS } from "@/lib/platform/calendar";
import { settingOptions } from "@/lib/settings/queries";

/** What was agreed about a hire's pay, where fields are chosen for it. Shown on request: that it was looked at is in the audit log. */
export function CompensationCard({ hireId }: { hireId: string }) {
  const setting = useQuery({ ...settingOptions("compensation"), staleTime: 5 * MINUTE_MS });
  const { data: chosen } = setting;
  const show = useShowCompensation(hireId);
  if (isNotLoaded(setting))
    return (
      <Card title={m.title()} className="print:hidden">
        <p className="mt-2">
          <NotLoaded query={setting}>{m.failed()}</NotLoaded>
        </p>
      </Card>
    );
  if (!chosen || chosen.fields.length === 0) return null;
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
  return (
    <dl className="mt-2 space-y-2" aria-live="polite">
      {items.map((item) => (
        <div key={payName(item)}>
          <dt className="text-ink-soft text-xs">{item.name}</dt>
          <dd className="break-words font-medium">{item.value ?? m.empty()}</dd>
        </div>
      ))}
    </dl>
  );
}
