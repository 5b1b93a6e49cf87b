"use client";

import { useQuery } from "@tanstack/react-query";
import { Suspense, useId, useState } from "react";
import { useMay } from "@/components/auth/permitted";
import { shownLayout } from "@/components/hires/columns/layout";
import { useOwnLayout } from "@/components/hires/columns/use-layout";
import {
  changed,
  cleared,
  isNarrowed,
  type ListAddress,
  listConditions,
  listHref,
  nextPage,
  PAGE_SIZE,
  previousPage,
} from "@/components/hires/filters/list-address";
import { useListAddress } from "@/components/hires/filters/use-list-address";
import { HireTable } from "@/components/hires/list/hire-table";
import { ListSkeleton } from "@/components/hires/list/list-skeleton";
import { ListToolbar } from "@/components/hires/list/list-toolbar";
import { PrintedHead } from "@/components/hires/list/printed-head";
import { TabBar } from "@/components/hires/list/tab-bar";
import { tabOf } from "@/components/hires/list/tabs";
import { useListKeys } from "@/components/hires/list/use-list-keys";
import { useListNews } from "@/components/hires/list/use-list-news";
import { useOwnFields } from "@/components/hires/own-fields";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { lazyPart } from "@/components/ui/lazy-part";
import { Pager } from "@/components/ui/pager";
import { useSelection } from "@/components/ui/use-selection";
import { greenhouseOptions } from "@/lib/connections/queries";
import type { HirePage, ListedHire, NewHireCounts } from "@/lib/hires/schema";
import type { StoredLayout } from "@/lib/hires/views/schema";
import * as m from "@/lib/messages/generated/hires/list";
import { path } from "@/lib/platform/paths/address";
import { newHirePage, newHiresPage } from "@/lib/platform/paths/pages";

// None is needed before someone filters, opens a view or selects a row, something is under way, or there is nothing to show.
const FilterChips = lazyPart(async () => (await import("@/components/hires/filters/filter-chips")).FilterChips);
const ViewBar = lazyPart(async () => (await import("@/components/hires/views/view-bar")).ViewBar);
const SelectionBar = lazyPart(async () => (await import("@/components/hires/bulk/selection-bar")).SelectionBar);
const ListEmpty = lazyPart(async () => (await import("@/components/hires/list/list-empty")).ListEmpty);
const BulkProgress = lazyPart(async () => (await import("@/components/hires/bulk/bulk-progress")).BulkProgress);

/** Returns "51–100 of 312"; without the total while something narrows the list, since the counts are of the whole. */
function range(address: ListAddress, shown: number, counts: NewHireCounts): string {
  const before = (address.page - 1) * PAGE_SIZE;
  const places = { first: before + 1, last: before + shown };
  return isNarrowed(address) ? m.places(places) : m.placesOfAll({ ...places, total: tabOf(address.status).count(counts) });
}

/** The new hires of one tab: search, filters, rows and pages, all of it kept in the address. */
export function HireList({ layout: known }: { layout: StoredLayout }) {
  const { address, go } = useListAddress();
  const own = useOwnLayout(known);
  const layout = shownLayout(own, address, useOwnFields());
  const panelId = useId();
  const { list, hires: read, counts, bulkActions, arrived, hasLeft, show } = useListNews(address);
  const integration = useQuery(greenhouseOptions());
  // While another tab's rows are still here, they would stand under the wrong headings.
  const isOtherTab = list.isPlaceholderData && address.status !== "all" && read?.[0]?.status !== address.status;
  const hires = isOtherTab ? undefined : read;
  const here = listHref(newHiresPage, address);
  const selection = useSelection(hires?.map((hire) => hire.id) ?? [], here);
  const mayEdit = useMay("hires.edit");
  const canSelect = mayEdit && address.status !== "withdrawn" && address.status !== "started";
  const hrefOf = (hire: ListedHire) => listHref(path(newHirePage, hire.id), address);
  const { status: tab, sort } = address;
  const rows = { hires: hires ?? [], tab, selection: canSelect ? selection : null, hrefOf };
  useListKeys(canSelect ? selection : null);
  // Once shown it stays, to say what became of them.
  const [hasBulkActions, setHasBulkActions] = useState(false);
  const [started, setStarted] = useState<readonly string[]>([]);
  const addStarted = (id: string) => setStarted((ids) => [...ids, id]);
  if (bulkActions > 0 && !hasBulkActions) setHasBulkActions(true);

  return (
    <>
      <TabBar
        current={tab}
        counts={counts}
        panelId={panelId}
        hrefOf={(status) => listHref(newHiresPage, changed(address, { status }))}
        onSelect={(status) => go(changed(address, { status }))}
      />
      <ListToolbar address={address} own={own} go={go} />
      <PrintedHead address={address} />
      <Suspense fallback={null}>
        {address.view !== null ? <ViewBar address={address} layout={layout} go={go} /> : null}
        {Object.keys(address.filters).length > 0 ? (
          <FilterChips filters={address.filters} onChange={(filters) => go(changed(address, { filters }))} />
        ) : null}
      </Suspense>
      <Suspense fallback={null}>
        {hasBulkActions || started.length > 0 ? <BulkProgress started={started} onStarted={addStarted} /> : null}
      </Suspense>
      {list.isError ? (
        <div className="mt-3">
          <Failure
            title={hires ? m.refreshFailed() : m.loadFailed()}
            error={list.error}
            busy={list.isFetching}
            onRetry={() => list.refetch()}
          >
            {address.trail.length > 0 ? <Button onClick={() => go(changed(address, {}))}>{m.goToFirstPage()}</Button> : null}
          </Failure>
        </div>
      ) : null}
      <section
        id={panelId}
        hidden={list.isError && !hires}
        role="tabpanel"
        aria-label={m.tab({ status: tab })}
        aria-busy={list.isFetching}
        className="mt-3 overflow-clip rounded-card border border-line bg-surface print:overflow-visible print:border-0"
      >
        {hires === undefined && !list.isError ? <ListSkeleton /> : null}
        <NewsBar arrived={arrived} hasLeft={hasLeft} onShow={show} />
        <Suspense fallback={null}>
          {hires?.length === 0 ? (
            <ListEmpty
              status={tab}
              search={address.search}
              isNarrowed={isNarrowed(address)}
              isConnected={integration.data?.status !== "not_connected"}
              onClear={() => go(cleared(address))}
              onEverywhere={() => go(changed(address, { status: "all" }))}
            />
          ) : null}
        </Suspense>
        {hires && hires.length > 0 ? (
          <HireTable {...rows} layout={layout} own={own} sort={sort} onSort={(next) => go(changed(address, { sort: next }))} />
        ) : null}
        <Suspense fallback={null}>
          {selection.ids.length > 0 && canSelect && list.data ? (
            <SelectionBar
              key={here}
              tab={tab}
              requiredFields={list.data.requiredFields}
              selected={rows.hires.filter((hire) => selection.has(hire.id))}
              conditions={listConditions(address)}
              hasMore={(list.data.nextCursor !== null || address.page > 1) && selection.ids.length === rows.hires.length}
              onClear={selection.clear}
              onStarted={(id) => {
                addStarted(id);
                selection.clear();
              }}
              hrefOf={hrefOf}
            />
          ) : null}
        </Suspense>
        {list.data && counts && hires && (hires.length > 0 || address.page > 1) ? (
          <ListPager address={address} list={list.data} counts={counts} isStale={list.isPlaceholderData} go={go} />
        ) : null}
      </section>
    </>
  );
}

/** What came or left while the rows kept their places. */
function NewsBar({ arrived, hasLeft, onShow }: { arrived: number; hasLeft: boolean; onShow: () => void }) {
  const news = arrived > 0 ? m.newHires({ count: arrived }) : hasLeft ? m.listChanged() : null;
  return (
    <div role="status" className={news ? "flex items-center gap-1.5 border-line border-b bg-accent-soft px-4 text-accent" : "sr-only"}>
      {news ? (
        <>
          <span>{news}</span>
          <span aria-hidden>·</span>
          <button type="button" onClick={onShow} className="h-9 font-medium underline underline-offset-2 pointer-coarse:h-11">
            {m.showChanges()}
          </button>
        </>
      ) : null}
    </div>
  );
}

interface ListPagerProps {
  address: ListAddress;
  list: HirePage;
  counts: NewHireCounts;
  /** The rows of another page are still shown, so its end is not this page's. */
  isStale: boolean;
  go: (next: ListAddress) => void;
}

function ListPager({ address, list, counts, isStale, go }: ListPagerProps) {
  const previous = previousPage(address);
  const cursor = isStale ? null : list.nextCursor;
  return (
    <Pager
      back={{ label: previous && previous.page !== address.page - 1 ? m.firstPage() : m.previous(), go: previous && (() => go(previous)) }}
      on={{ label: m.next(), go: cursor === null ? null : () => go(nextPage(address, cursor)) }}
    >
      {isStale ? m.loading() : list.items.length > 0 ? range(address, list.items.length, counts) : m.noResults()}
    </Pager>
  );
}
