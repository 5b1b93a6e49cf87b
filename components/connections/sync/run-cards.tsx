"use client";

import { useId, useState } from "react";
import { Disclosure } from "@/components/connections/sync/disclosure";
import { type Fold, FoldedRuns, FoldSentence, isFold } from "@/components/connections/sync/folded-runs";
import { RunResult } from "@/components/connections/sync/run-result";
import { doneSoFar, startedBy } from "@/components/connections/sync/run-words";
import { SkippedRecords } from "@/components/connections/sync/skipped-records";
import { Moment } from "@/components/ui/moment";
import * as m from "@/lib/messages/generated/connections/sync";
import type { SyncRun, SyncRunLine } from "@/lib/sync-runs/schema";

/** The runs where their container has no room for columns. */
export function RunCards({ lines }: { lines: SyncRunLine[] }) {
  return (
    <ul className="divide-y divide-line @2xl:hidden">
      {lines.map((line) => (isFold(line) ? <FoldCard key={line.folded.oldestId} line={line} /> : <RunCard key={line.id} run={line} />))}
    </ul>
  );
}

function RunCard({ run }: { run: SyncRun }) {
  const [isOpen, setOpen] = useState(false);
  const detailId = useId();
  return (
    <li className="px-5 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">
          <Moment at={run.startedAt ?? run.createdAt} style="listed" />
        </span>
        <div className="ml-auto">
          <RunResult run={run} />
        </div>
      </div>
      <p className="mt-1 text-ink-soft text-xs">
        {m.runSummary({ trigger: startedBy(run), done: doneSoFar(run), requests: run.requests })}
      </p>
      {run.rejected.length > 0 ? (
        <Disclosure
          label={isOpen ? m.hideReasons() : m.showReasons()}
          isOpen={isOpen}
          controls={detailId}
          onToggle={() => setOpen(!isOpen)}
        />
      ) : null}
      {isOpen ? (
        <div id={detailId} className="mt-2">
          <SkippedRecords run={run} />
        </div>
      ) : null}
    </li>
  );
}

function FoldCard({ line }: { line: Fold }) {
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  return (
    <li className="px-5 py-3">
      <FoldSentence line={line} />
      <Disclosure label={isOpen ? m.hideSyncs() : m.showSyncs()} isOpen={isOpen} controls={listId} onToggle={() => setOpen(!isOpen)} />
      {isOpen ? (
        <div id={listId} className="mt-2">
          <FoldedRuns
            line={line}
            rows={(runs) => (
              <ul className="-mx-5 divide-y divide-line">
                {runs.map((run) => (
                  <RunCard key={run.id} run={run} />
                ))}
              </ul>
            )}
            aside={(content) => content}
          />
        </div>
      ) : null}
    </li>
  );
}
