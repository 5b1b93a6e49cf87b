"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import Link from "next/link";
import { actionSentence, actorText, changeTexts } from "@/components/audit/audit-words";
import { DownloadLink } from "@/components/auth/download-link";
import { useOwnFields } from "@/components/hires/own-fields";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { controlClass, Field } from "@/components/ui/field";
import { Moment } from "@/components/ui/moment";
import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import { useAddress } from "@/components/ui/use-address";
import { useDebounced } from "@/components/ui/use-debounced";
import { type AuditGroup, auditGroups } from "@/lib/audit/actions";
import { askingForEntries, auditLogOptions } from "@/lib/audit/queries";
import { type AuditFilter, type AuditList, auditFilterSchema } from "@/lib/audit/schema";
import * as m from "@/lib/messages/generated/audit";
import { addressOf, path } from "@/lib/platform/paths/address";
import { auditLogPage, newHirePage } from "@/lib/platform/paths/pages";
import { auditExportRoute } from "@/lib/platform/paths/team";

function parseFilter(params: URLSearchParams): AuditFilter {
  const parsed = auditFilterSchema.safeParse(Object.fromEntries(params));
  return parsed.success ? parsed.data : {};
}

/** Who changed what, with filters that stand in the address. */
export function AuditLog() {
  const { address: filter, go } = useAddress(parseFilter, (next) => addressOf(auditLogPage, next, ["actor"]));
  const log = useInfiniteQuery(auditLogOptions(useDebounced(filter, 250)));
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <AuditFilters filter={filter} onChange={(change) => go({ ...filter, ...change }, "replace")} />
      <section aria-label={m.entries()} aria-busy={log.isFetching} className="mt-4 rounded-card border border-line bg-surface">
        {log.isPending ? (
          <div className="space-y-4 p-5">
            <LoadingNote>{m.loading()}</LoadingNote>
            <Skeleton className="h-5 w-72 max-w-full" />
            <Skeleton className="h-5 w-64 max-w-full" />
            <Skeleton className="h-5 w-80 max-w-full" />
          </div>
        ) : null}
        {log.error ? (
          <div className="p-5">
            <Failure title={m.loadFailed()} error={log.error} busy={log.isFetching} onRetry={() => log.refetch()} />
          </div>
        ) : null}
        {log.isSuccess && items.length === 0 ? (
          <EmptyState title={m.noMatchTitle()} action={<Button onClick={() => go({}, "replace")}>{m.clearFilters()}</Button>}>
            {m.noMatchText()}
          </EmptyState>
        ) : null}
        <ol className="divide-y divide-line">
          {items.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ol>
        {log.hasNextPage ? (
          <div className="flex justify-center border-line border-t p-3">
            <Button busy={log.isFetchingNextPage} onClick={() => log.fetchNextPage()}>
              {m.loadMore()}
            </Button>
          </div>
        ) : null}
      </section>
    </>
  );
}

function AuditFilters({ filter, onChange }: { filter: AuditFilter; onChange: (change: Partial<AuditFilter>) => void }) {
  const exported = askingForEntries(auditExportRoute, filter);
  const day = (name: "from" | "to", label: string) => (
    <Field label={label}>
      {(wiring) => (
        <input
          {...wiring}
          type="date"
          value={filter[name] ?? ""}
          onChange={(event) => onChange({ [name]: event.target.value || undefined })}
          className={controlClass()}
        />
      )}
    </Field>
  );
  return (
    <div className="mt-5 flex flex-wrap items-end gap-3">
      <Field label={m.person()}>
        {(wiring) => (
          <input
            {...wiring}
            value={filter.actor ?? ""}
            placeholder={m.personExample()}
            autoComplete="off"
            onChange={(event) => onChange({ actor: event.target.value || undefined })}
            className={controlClass({}, "w-44!")}
          />
        )}
      </Field>
      <Field label={m.type()}>
        {(wiring) => (
          <select
            {...wiring}
            value={filter.group ?? ""}
            onChange={(event) => onChange({ group: (event.target.value || undefined) as AuditGroup | undefined })}
            className={controlClass({}, "pr-8")}
          >
            <option value="">{m.allTypes()}</option>
            {Object.entries(auditGroups).map(([value, label]) => (
              <option key={value} value={value}>
                {label()}
              </option>
            ))}
          </select>
        )}
      </Field>
      {day("from", m.from())}
      {day("to", m.until())}
      <DownloadLink
        href={exported.path}
        apart={exported.apart}
        className="ml-auto inline-flex h-9 items-center gap-2 rounded-control border border-line bg-surface px-3 font-medium hover:bg-sunken pointer-coarse:h-11"
      >
        <Download className="size-4 text-ink-soft" aria-hidden />
        {m.exportCsv()}
      </DownloadLink>
    </div>
  );
}

function Entry({ entry }: { entry: AuditList["items"][number] }) {
  const { at, actor, action, subject, subjectName } = entry;
  const changes = changeTexts(entry.changes, useOwnFields());
  const hireId = /^new_hire:(.+)$/.exec(subject)?.[1];
  return (
    <li className="flex flex-wrap gap-x-4 gap-y-1 px-5 py-3">
      <div className="min-w-56 flex-1">
        <p>
          {actionSentence(action, {
            actor: <span className="font-medium">{actorText(actor)}</span>,
            subject: hireId ? (
              <Link href={path(newHirePage, hireId)} prefetch={false} className="text-accent underline underline-offset-2">
                {subjectName || m.unnamedHire()}
              </Link>
            ) : (
              subjectName
            ),
          })}
        </p>
        {changes.length > 0 ? (
          <dl className="mt-1 space-y-0.5 text-ink-soft text-xs">
            {changes.map(({ name, before, after }) => (
              <div key={name} className="break-words">
                <dt className="inline">{m.changed({ field: name })} </dt>
                <dd className="inline">{m.beforeAndAfter({ before, after })}</dd>
              </div>
            ))}
          </dl>
        ) : null}
      </div>
      <p className="text-ink-faint text-xs">
        <Moment at={at} />
      </p>
    </li>
  );
}
