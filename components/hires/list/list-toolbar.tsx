"use client";

import { Bookmark, Columns3, Download, ListFilter, Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Permitted } from "@/components/auth/permitted";
import { type ShownLayout, shownLayout } from "@/components/hires/columns/layout";
import { changed, type ListAddress, listConditions } from "@/components/hires/filters/list-address";
import { sortings } from "@/components/hires/list/sortings";
import { useOwnFields } from "@/components/hires/own-fields";
import { IconButton } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { lazyPart } from "@/components/ui/lazy-part";
import { Popover } from "@/components/ui/popover";
import { useSingleKeys, useSingleKeysAreOn } from "@/components/ui/shortcuts";
import { useTypedEarly } from "@/components/ui/use-typed-early";
import { newHireSorts } from "@/lib/hires/codes";
import * as m from "@/lib/messages/generated/hires/list";

const SEARCH_DELAY_MS = 250;

// Each is fetched when its panel is opened first, so that the list itself stays light.
const ListFiltersForm = lazyPart(async () => (await import("@/components/hires/filters/list-filters")).ListFiltersForm);
const ViewMenu = lazyPart(async () => (await import("@/components/hires/views/view-menu")).ViewMenu);
const ColumnMenu = lazyPart(async () => (await import("@/components/hires/columns/column-menu")).ColumnMenu);
const ExportMenu = lazyPart(async () => (await import("@/components/hires/list/export-menu")).ExportMenu);

interface ListToolbarProps {
  address: ListAddress;
  /** The person's own layout. */
  own: ShownLayout;
  go: (next: ListAddress, how?: "push" | "replace") => void;
}

const icon = "size-4 text-ink-soft";

/** Search, filters, views, columns, sort and export of the list. */
export function ListToolbar({ address, own, go }: ListToolbarProps) {
  const { search, filters, sort } = address;
  const layout = shownLayout(own, address, useOwnFields());
  const change = (part: Parameters<typeof changed>[1], how?: "push" | "replace") => go(changed(address, part), how);
  return (
    <div className="mt-4 flex flex-wrap items-center gap-2 print:hidden">
      <SearchBox search={search} onSearch={(text) => text !== search && change({ search: text }, "replace")} />
      <Popover wide label={m.filters()} icon={<ListFilter className={icon} aria-hidden />} count={Object.keys(filters).length}>
        {(close) => <ListFiltersForm filters={filters} onChange={(next) => change({ filters: next }, "replace")} onDone={close} />}
      </Popover>
      <Popover label={m.views()} icon={<Bookmark className={icon} aria-hidden />}>
        {(close) => <ViewMenu address={address} layout={layout} go={go} onDone={close} />}
      </Popover>
      <span className="max-md:hidden">
        <Popover label={m.columns()} icon={<Columns3 className={icon} aria-hidden />}>
          {() => (
            <ColumnMenu tab={address.status} own={own} address={address} onChange={(part) => go({ ...address, ...part }, "replace")} />
          )}
        </Popover>
      </span>
      <Permitted to="hires.export">
        <Popover label={m.exportList()} icon={<Download className={icon} aria-hidden />}>
          {(close) => <ExportMenu conditions={listConditions(address)} sort={sort} onDone={close} />}
        </Popover>
      </Permitted>
      <label className="flex items-center gap-2 max-sm:w-full sm:ml-auto">
        <span className="text-ink-soft max-sm:sr-only">{m.sortBy()}</span>
        <select
          value={sort}
          onChange={(event) => change({ sort: newHireSorts.find((known) => known === event.target.value) ?? "startDate" })}
          className={controlClass({}, "pr-8 sm:w-auto")}
        >
          {Object.entries(sortings).map(([value, sorting]) => (
            <option key={value} value={value}>
              {m.sorting({ sorting })}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function SearchBox({ search, onSearch }: { search: string; onSearch: (search: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const hasKeys = useSingleKeysAreOn();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [typed, setTyped] = useState(search);
  const [shown, setShown] = useState(search);
  // The address changed under the box: by Back, or by "Clear filters".
  if (search !== shown) {
    setShown(search);
    if (search !== typed.trim()) setTyped(search);
  }

  useTypedEarly(input);
  useSingleKeys({ "/": () => input.current?.focus() });
  useEffect(() => () => clearTimeout(timer.current), []);

  function clear() {
    type("", 0);
    input.current?.focus();
  }

  function type(text: string, delay = SEARCH_DELAY_MS) {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(text.trim()), delay);
  }

  return (
    <div className="relative w-full sm:w-88">
      <Search className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint" aria-hidden />
      <input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        aria-label={m.search()}
        placeholder={m.searchHint()}
        maxLength={200}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && clear()}
        className={controlClass({}, "text-ellipsis pr-10 pl-8")}
      />
      {typed ? (
        <IconButton label={m.clearSearch()} className="absolute top-0 right-0" onClick={clear}>
          <X className="size-4" aria-hidden />
        </IconButton>
      ) : hasKeys ? (
        <kbd className="-translate-y-1/2 absolute top-1/2 right-2.5 rounded border border-line px-1 text-[0.6875rem] text-ink-faint max-md:hidden">
          /
        </kbd>
      ) : null}
    </div>
  );
}
