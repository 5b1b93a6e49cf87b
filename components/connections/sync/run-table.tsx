"use client";

import { clsx } from "clsx";
import { type ReactNode, useId, useState } from "react";
import { Disclosure } from "@/components/connections/sync/disclosure";
import { type Fold, FoldedRuns, FoldSentence, isFold } from "@/components/connections/sync/folded-runs";
import { RunResult } from "@/components/connections/sync/run-result";
import { startedBy } from "@/components/connections/sync/run-words";
import { SkippedRecords } from "@/components/connections/sync/skipped-records";
import { Moment } from "@/components/ui/moment";
import * as m from "@/lib/messages/generated/connections/sync";
import { number } from "@/lib/messages/runtime";
import type { SyncRun, SyncRunLine } from "@/lib/sync-runs/schema";

const cell = "px-3 first:pl-5 last:pr-5 py-2.5 whitespace-nowrap align-top";
const row = "border-line border-b last:border-0";
const columns = [m.columnWhen, m.columnResult, m.columnStartedBy, m.columnAdded, m.columnUpdated, m.columnInvited, m.columnRequests];
const isFigure = (index: number) => index > 2;

/** The runs where their container has room for columns. */
export function RunTable({ lines }: { lines: SyncRunLine[] }) {
  return (
    <table className="w-full @max-2xl:hidden">
      <thead className="text-left text-ink-faint text-xs">
        <tr className="border-line border-b">
          {columns.map((title, index) => (
            <th key={title()} scope="col" className={clsx("px-3 py-2 font-medium first:pl-5 last:pr-5", isFigure(index) && "text-right")}>
              {title()}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (isFold(line) ? <FoldRow key={line.folded.oldestId} line={line} /> : <RunRow key={line.id} run={line} />))}
      </tbody>
    </table>
  );
}

function Figure({ value, sign = "" }: { value: number; sign?: string }) {
  return <td className={clsx(cell, "text-right", value === 0 && "text-ink-faint")}>{`${value > 0 ? sign : ""}${number(value)}`}</td>;
}

function RunRow({ run }: { run: SyncRun }) {
  const [isOpen, setOpen] = useState(false);
  const detailId = useId();
  return (
    <>
      <tr className={clsx(row, "hover:bg-sunken/60")}>
        <td className={cell}>
          <Moment at={run.startedAt ?? run.createdAt} style="listed" />
        </td>
        <td className={cell}>
          <RunResult run={run} />
          {run.rejected.length > 0 ? (
            <Disclosure
              label={isOpen ? m.hideReasons() : m.showReasons()}
              isOpen={isOpen}
              controls={detailId}
              onToggle={() => setOpen(!isOpen)}
            />
          ) : null}
        </td>
        <td className={clsx(cell, "max-w-36 truncate")}>{startedBy(run)}</td>
        <Figure value={run.counts.added} sign="+" />
        <Figure value={run.counts.updated} />
        <Figure value={run.counts.invited} />
        <Figure value={run.requests} />
      </tr>
      {isOpen ? (
        <WideRow id={detailId}>
          <SkippedRecords run={run} />
        </WideRow>
      ) : null}
    </>
  );
}

function WideRow({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <tr id={id} className={row}>
      <td colSpan={columns.length} className="bg-sunken/60 px-5 py-3">
        {children}
      </td>
    </tr>
  );
}

function FoldRow({ line }: { line: Fold }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <tr className={row}>
        <td colSpan={columns.length} className="px-5 py-2.5">
          <FoldSentence line={line} />
          <Disclosure label={isOpen ? m.hideSyncs() : m.showSyncs()} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
        </td>
      </tr>
      {isOpen ? (
        <FoldedRuns
          line={line}
          rows={(runs) => runs.map((run) => <RunRow key={run.id} run={run} />)}
          aside={(content) => <WideRow>{content}</WideRow>}
        />
      ) : null}
    </>
  );
}
