"use client";

import { useQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useOwnFields } from "@/components/hires/own-fields";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { isNotLoaded, NotLoaded } from "@/components/ui/not-loaded";
import { Notice } from "@/components/ui/notice";
import { usePreviewSync } from "@/lib/connections/manage/queries";
import type { FieldName } from "@/lib/hire-fields/fields";
import { fieldsOf } from "@/lib/hire-fields/own/rules";
import { fieldLabel, shownValue } from "@/lib/hire-fields/own/words";
import { listOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/connections/sync";
import { number } from "@/lib/messages/runtime";
import { path } from "@/lib/platform/paths/address";
import { newHirePage } from "@/lib/platform/paths/pages";
import { syncRunOptions } from "@/lib/sync-runs/queries";
import { isUnderWay } from "@/lib/sync-runs/rules";
import type { SyncPreview, SyncRun } from "@/lib/sync-runs/schema";

/** What the next sync would do, without saving or sending anything. */
export function PreviewCard() {
  const start = usePreviewSync();
  const [runId, setRunId] = useState<string | null>(null);
  const reading = useQuery({ ...syncRunOptions(runId ?? ""), enabled: runId !== null });
  const run = reading.data;
  const isRunning = runId !== null && !isNotLoaded(reading) && (run === undefined || isUnderWay(run));
  const isBusy = start.isPending || isRunning;
  return (
    <Card
      title={m.previewTitle()}
      aside={
        <Button
          icon={<Eye className="size-4" aria-hidden />}
          busy={isBusy}
          onClick={() =>
            start.mutateAsync().then(
              (made) => setRunId(made.runId),
              () => setRunId(null),
            )
          }
        >
          {run ? m.previewAgain() : m.preview()}
        </Button>
      }
    >
      <p className="mt-1 text-ink-soft">{m.previewAbout()}</p>
      <div aria-live="polite">
        {start.error ? (
          <Notice tone="danger" className="mt-3" title={m.previewFailed()}>
            {start.error.message}
          </Notice>
        ) : null}
        <NotLoaded query={reading} isQuiet className="mt-3 block">
          {m.previewNotLoaded()}
        </NotLoaded>
        {isBusy ? <progress className="progress mt-3" aria-label={m.previewTitle()} /> : null}
        {run && !isUnderWay(run) ? <Found run={run} /> : null}
      </div>
    </Card>
  );
}

function Found({ run }: { run: SyncRun }) {
  const { preview, counts, error } = run;
  if (!preview) {
    return (
      <Notice tone="danger" className="mt-3" title={m.previewEnded()}>
        {error?.message ?? m.tryAgainSoon()}
      </Notice>
    );
  }
  const { added, updated, invited, withdrawn } = counts;
  if (added + updated + invited + withdrawn === 0) return <p className="mt-3 font-medium">{m.noChanges()}</p>;
  return (
    <div className="mt-3 space-y-2">
      <Group title={m.wouldAdd()} count={added} items={preview.add.map(({ applicationId, name }) => [String(applicationId), name])} />
      <Group
        title={m.wouldInvite()}
        count={invited}
        items={preview.invite.map(({ id, applicationId, name }) => [String(applicationId), hireName(id, name)])}
      />
      <Group
        title={m.wouldUpdate()}
        count={updated}
        items={preview.update.map((one) => [
          one.id,
          <span key={one.id}>{m.changedHire({ hire: hireName(one.id, one.name), changes: <Changes changes={one.changes} /> })}</span>,
        ])}
      />
      <Group title={m.wouldWithdraw()} count={withdrawn} items={preview.withdraw.map(({ id, name }) => [id, hireName(id, name)])} />
    </div>
  );
}

function hireName(id: string | null, name: string): ReactNode {
  if (id === null) return name;
  return (
    <Link href={path(newHirePage, id)} prefetch={false} className="text-accent underline underline-offset-2">
      {name}
    </Link>
  );
}

function Changes({ changes }: { changes: SyncPreview["update"][number]["changes"] }) {
  const own = useOwnFields();
  const shown = (field: FieldName, value: string | null | undefined) => (value == null ? m.empty() : shownValue(field, value, own));
  return (
    <span className="text-ink-soft">
      {listOf(
        fieldsOf(changes).map((field) =>
          m.fieldChange({
            field: fieldLabel(field, own),
            before: shown(field, changes[field]?.[0]),
            after: shown(field, changes[field]?.[1]),
          }),
        ),
      )}
    </span>
  );
}

function Group({ title, count, items }: { title: string; count: number; items: [key: string, content: ReactNode][] }) {
  if (count === 0) return null;
  return (
    <details className="rounded-control border border-line">
      <summary className="flex min-h-9 cursor-pointer items-center gap-2 px-3 font-medium pointer-coarse:min-h-11">
        {title}
        <span className="rounded-full bg-sunken px-1.5 text-ink-soft text-xs tabular-nums">{number(count)}</span>
      </summary>
      <ul className="max-h-80 space-y-1 overflow-y-auto border-line border-t px-3 py-2">
        {items.map(([key, content]) => (
          <li key={key} className="break-words">
            {content}
          </li>
        ))}
        {items.length < count ? <li className="text-ink-faint">{m.more({ count: count - items.length })}</li> : null}
      </ul>
    </details>
  );
}
