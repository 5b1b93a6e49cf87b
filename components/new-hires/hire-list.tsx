"use client";

import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { HireCards } from "@/components/new-hires/hire-cards";
import { HireTable } from "@/components/new-hires/hire-table";
import {
  changed,
  LIST_PATH,
  type ListAddress,
  listFilter,
  listQuery,
  nextPage,
  PAGE_SIZE,
  previousPage,
  useListAddress,
} from "@/components/new-hires/list-address";
import { ListEmpty } from "@/components/new-hires/list-empty";
import { ListSkeleton } from "@/components/new-hires/list-skeleton";
import { ListToolbar } from "@/components/new-hires/list-toolbar";
import { SelectionBar } from "@/components/new-hires/selection-bar";
import { TabBar } from "@/components/new-hires/tab-bar";
import { countLabel, tabs } from "@/components/new-hires/tabs";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { Pager } from "@/components/ui/pager";
import { useSelection } from "@/components/ui/use-selection";
import { greenhouseOptions } from "@/lib/integrations/queries";
import { newHireListOptions } from "@/lib/new-hires/queries";
import type { NewHire, NewHireList } from "@/lib/new-hires/schema";

/** "51–100 of 312"; without the total while a search narrows the list, since the counts are of the whole. */
function range(address: ListAddress, list: NewHireList): string {
  const before = (address.page - 1) * PAGE_SIZE;
  const total = list.counts[tabs.find((tab) => tab.status === address.status)?.count ?? "pending"];
  const shown = `${before + 1}–${before + list.items.length}`;
  return address.search ? shown : `${shown} of ${countLabel(total)}`;
}

/** The new hires of one status: tabs, search, rows and pages, all of it kept in the address. */
export function HireList() {
  const { address, go } = useListAddress();
  const panelId = useId();
  const list = useQuery(newHireListOptions(listFilter(address)));
  const integration = useQuery(greenhouseOptions());
  // While another tab's rows are still here, they would stand under the wrong headings.
  const isOtherTab = list.isPlaceholderData && list.data?.items[0]?.status !== address.status;
  const hires = list.data && !isOtherTab ? list.data.items : undefined;
  const query = listQuery(address);
  const selection = useSelection(hires?.map((hire) => hire.id) ?? [], query);
  const canSelect = address.status !== "withdrawn" && address.status !== "started";
  const hrefOf = (hire: NewHire) => `${LIST_PATH}/${hire.id}?${query}`;
  const rows = { hires: hires ?? [], status: address.status, selection: canSelect ? selection : null, hrefOf };

  return (
    <>
      <TabBar
        current={address.status}
        counts={list.data?.counts}
        panelId={panelId}
        hrefOf={(status) => `${LIST_PATH}?${listQuery(changed(address, { status }))}`}
        onSelect={(status) => go(changed(address, { status }))}
      />
      <ListToolbar
        search={address.search}
        sort={address.sort}
        onSearch={(search) => search !== address.search && go(changed(address, { search }), "replace")}
        onSort={(sort) => go(changed(address, { sort }))}
      />
      {list.isError ? (
        <div className="mt-3">
          <Failure
            title={hires ? "The list could not be refreshed" : "The list could not be loaded"}
            error={list.error}
            busy={list.isFetching}
            onRetry={() => list.refetch()}
          >
            {address.trail.length > 0 ? <Button onClick={() => go(changed(address, {}))}>Show the first page</Button> : null}
          </Failure>
        </div>
      ) : null}
      <section
        id={panelId}
        hidden={list.isError && !hires}
        role="tabpanel"
        aria-label={tabs.find((tab) => tab.status === address.status)?.label}
        aria-busy={list.isFetching}
        className="mt-3 overflow-clip rounded-card border border-line bg-surface"
      >
        {hires === undefined && !list.isError ? <ListSkeleton /> : null}
        {hires?.length === 0 ? (
          <ListEmpty
            status={address.status}
            search={address.search}
            isConnected={integration.data?.status !== "not_connected"}
            onClear={() => go(changed(address, { search: "" }))}
          />
        ) : null}
        {hires && hires.length > 0 ? (
          <>
            <HireTable {...rows} />
            <HireCards {...rows} />
          </>
        ) : null}
        {selection.ids.length > 0 && canSelect ? (
          <SelectionBar selected={rows.hires.filter((hire) => selection.has(hire.id))} onClear={selection.clear} hrefOf={hrefOf} />
        ) : null}
        {list.data && hires && (hires.length > 0 || address.page > 1) ? (
          <ListPager address={address} list={list.data} isStale={list.isPlaceholderData} go={go} />
        ) : null}
      </section>
    </>
  );
}

interface ListPagerProps {
  address: ListAddress;
  list: NewHireList;
  /** The rows of another page are still shown, so its end is not this page's. */
  isStale: boolean;
  go: (next: ListAddress) => void;
}

function ListPager({ address, list, isStale, go }: ListPagerProps) {
  const previous = previousPage(address);
  const cursor = isStale ? null : list.nextCursor;
  return (
    <Pager
      back={{ label: previous && previous.page !== address.page - 1 ? "First page" : "Previous", go: previous && (() => go(previous)) }}
      on={{ label: "Next", go: cursor === null ? null : () => go(nextPage(address, cursor)) }}
    >
      {isStale ? "Loading" : list.items.length > 0 ? range(address, list) : "No rows"}
    </Pager>
  );
}
