"use client";

import { useMay } from "@/components/auth/permitted";
import { Button } from "@/components/ui/button";
import { useAnnounce } from "@/components/ui/toast";
import { useMarkKnown } from "@/lib/connections/manage/queries";
import * as m from "@/lib/messages/generated/connections/sync";
import { canBeKnown } from "@/lib/sync-runs/rules";
import type { SkippedRecord, SyncRun } from "@/lib/sync-runs/schema";

/**
 * The records that a run could not read, with the reason of each; Greenhouse's ids lead to them there. Those that an admin marked as known are
 * folded away.
 */
export function SkippedRecords({ run }: { run: SyncRun }) {
  const [shown, total] = [run.rejected.length, run.counts.rejected];
  const fresh = run.rejected.filter(({ known }) => !known);
  const known = run.rejected.filter((record) => record.known);
  return (
    <div className="text-xs">
      {fresh.length > 0 ? (
        <>
          <p className="text-ink-soft">{total > shown ? m.skippedFirst({ shown, total }) : m.skippedRetried()}</p>
          <RecordList run={run} records={fresh} />
        </>
      ) : null}
      {known.length > 0 ? (
        <details open={fresh.length === 0}>
          <summary className="flex min-h-9 w-fit cursor-pointer items-center font-medium pointer-coarse:min-h-11">
            {m.known({ count: known.length })}
          </summary>
          <p className="text-ink-soft">{m.knownAbout()}</p>
          <RecordList run={run} records={known} />
        </details>
      ) : null}
    </div>
  );
}

function RecordList({ run, records }: { run: SyncRun; records: readonly SkippedRecord[] }) {
  return (
    <ul className="mt-1 max-h-64 divide-y divide-line overflow-y-auto">
      {records.map((record) => (
        <li key={`${record.kind} ${record.id} ${record.reason}`} className="flex min-h-9 items-center justify-between gap-3 text-ink-soft">
          <span className="min-w-0 whitespace-normal break-words py-1">
            {m.skippedRecord({ ...record, name: (text) => <span className="font-medium text-ink">{text}</span> })}
          </span>
          {canBeKnown(record) ? <KnownButton runId={run.id} record={record} /> : null}
        </li>
      ))}
    </ul>
  );
}

function KnownButton({ runId, record: { kind, id, known } }: { runId: string; record: SkippedRecord }) {
  const announce = useAnnounce();
  const mark = useMarkKnown(runId);
  if (!useMay("greenhouse.manage")) return null;
  return (
    <Button
      variant="quiet"
      busy={mark.isPending}
      aria-label={known ? m.noLongerKnownOf({ kind, id }) : m.markKnownOf({ kind, id })}
      onClick={() =>
        // A marked record may have left the list by then, and callbacks given to `mutate` do not run after that.
        mark.mutateAsync({ kind, id, known: !known }).then(
          () => announce(known ? m.markedNotKnown() : m.markedKnown()),
          (error: Error) => announce(error.message, "failure"),
        )
      }
    >
      {known ? m.noLongerKnown() : m.markKnown()}
    </Button>
  );
}
