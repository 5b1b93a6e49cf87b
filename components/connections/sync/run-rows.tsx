"use client";

import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { Fragment, useId, useState } from "react";
import { RejectedRecords, RunResult } from "@/components/connections/sync/run-result";
import { doneSoFar, startedBy } from "@/components/connections/sync/run-words";
import { Moment } from "@/components/ui/moment";
import * as m from "@/lib/messages/generated/connections/sync";
import { number } from "@/lib/messages/runtime";
import type { SyncRun } from "@/lib/sync-runs/schema";

const cell = "px-3 first:pl-5 last:pr-5 py-2.5 whitespace-nowrap align-top";
const columns = [m.columnWhen, m.columnResult, m.columnStartedBy, m.columnAdded, m.columnUpdated, m.columnInvited, m.columnRequests];
const isFigure = (index: number) => index > 2;

/** The runs where their container has room for columns. */
export function RunTable({ runs }: { runs: SyncRun[] }) {
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
        {runs.map((run) => (
          <RunTableRow key={run.id} run={run} />
        ))}
      </tbody>
    </table>
  );
}

function Figure({ value, sign = "" }: { value: number; sign?: string }) {
  return <td className={clsx(cell, "text-right", value === 0 && "text-ink-faint")}>{`${value > 0 ? sign : ""}${number(value)}`}</td>;
}

function RunTableRow({ run }: { run: SyncRun }) {
  const [isOpen, setOpen] = useState(false);
  const detailId = useId();
  return (
    <Fragment>
      <tr className={clsx("border-line border-b hover:bg-sunken/60", !isOpen && "last:border-0")}>
        <td className={cell}>
          <Moment at={run.startedAt ?? run.createdAt} style="listed" />
        </td>
        <td className={cell}>
          <RunResult run={run} />
          {run.rejected.length > 0 ? <Disclosure isOpen={isOpen} controls={detailId} onToggle={() => setOpen(!isOpen)} /> : null}
        </td>
        <td className={clsx(cell, "max-w-36 truncate")}>{startedBy(run)}</td>
        <Figure value={run.counts.added} sign="+" />
        <Figure value={run.counts.updated} />
        <Figure value={run.counts.invited} />
        <Figure value={run.requests} />
      </tr>
      {isOpen ? (
        <tr id={detailId} className="border-line border-b last:border-0">
          <td colSpan={columns.length} className="bg-sunken/60 px-5 py-3">
            <RejectedRecords run={run} />
          </td>
        </tr>
      ) : null}
    </Fragment>
  );
}

interface DisclosureProps {
  isOpen: boolean;
  controls: string;
  onToggle: () => void;
}

function Disclosure({ isOpen, controls, onToggle }: DisclosureProps) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={isOpen ? controls : undefined}
      onClick={onToggle}
      className="-mb-1.5 -ml-2 flex h-9 items-center gap-1 rounded-control px-2 text-accent text-xs hover:bg-accent-soft pointer-coarse:h-11"
    >
      {isOpen ? m.hideReasons() : m.showReasons()}
      <ChevronDown className={clsx("size-3.5 transition-transform duration-150", isOpen && "rotate-180")} aria-hidden />
    </button>
  );
}

/** The same runs where it has not. */
export function RunCards({ runs }: { runs: SyncRun[] }) {
  return (
    <ul className="divide-y divide-line @2xl:hidden">
      {runs.map((run) => (
        <RunCard key={run.id} run={run} />
      ))}
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
      {run.rejected.length > 0 ? <Disclosure isOpen={isOpen} controls={detailId} onToggle={() => setOpen(!isOpen)} /> : null}
      {isOpen ? (
        <div id={detailId} className="mt-2">
          <RejectedRecords run={run} />
        </div>
      ) : null}
    </li>
  );
}
