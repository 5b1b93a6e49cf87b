"use client";

import { useFloating, useInteractions, useListNavigation } from "@floating-ui/react";
import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { List, UserRound } from "lucide-react";
import { usePathname } from "next/navigation";
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { listFilter, listHref, listOfFound } from "@/components/hires/filters/list-address";
import { useListAddress } from "@/components/hires/filters/use-list-address";
import { StatusPill } from "@/components/hires/status-pill";
import { PaletteWindow, paletteField } from "@/components/layout/palette/palette-window";
import { type Command, matching, useCommands } from "@/components/layout/palette/use-commands";
import { isNotLoaded, NotLoaded } from "@/components/ui/not-loaded";
import { useGo } from "@/components/ui/unsaved/use-go";
import { useDebounced } from "@/components/ui/use-debounced";
import { useModal } from "@/components/ui/use-modal";
import { newHireListOptions } from "@/lib/hires/queries";
import type { ListedHire } from "@/lib/hires/schema";
import { listedName } from "@/lib/hires/words";
import * as layout from "@/lib/messages/generated/layout";
import * as m from "@/lib/messages/generated/layout/palette";
import { path } from "@/lib/platform/paths/address";
import { newHirePage, newHiresPage } from "@/lib/platform/paths/pages";

const MOST_HIRES = 8;

/** Finds a hire in any tab, a page or an action, by a few letters and by keyboard alone. */
export function Palette({ typedEarly, onClose }: { typedEarly: string; onClose: () => void }) {
  const dialog = useModal(true);
  const [typed, setTyped] = useState(typedEarly);
  const search = typed.trim();
  const { hires, isSearching, query } = useFoundHires(search);
  const { pages, actions } = useCommands();
  const groups = [
    { title: m.hires(), commands: hires },
    { title: m.pages(), commands: matching(pages, search) },
    { title: m.actions(), commands: matching(actions, search) },
  ].filter(({ commands }) => commands.length > 0);
  const all = groups.flatMap(({ commands }) => commands);

  const [active, setActive] = useState<number | null>(0);
  const options = useRef<(HTMLElement | null)[]>([]);
  const { refs, context } = useFloating<HTMLInputElement>({ open: true });
  const { getReferenceProps, getFloatingProps, getItemProps } = useInteractions([
    useListNavigation(context, { listRef: options, activeIndex: active, onNavigate: setActive, virtual: true, loop: true }),
  ]);
  const listId = useId();
  const optionId = (place: number) => `${listId}-${place}`;

  function searchAgain() {
    // The button goes once hires are found, and letters typed after that would go nowhere.
    refs.domReference.current?.focus();
    return query.refetch();
  }

  function choose(command: Command | undefined): void {
    if (!command) return;
    // First: what is done next may ask something, in a dialog of its own.
    dialog.current?.close();
    command.run();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    choose(all[active ?? 0]);
  }

  return (
    <PaletteWindow
      dialog={dialog}
      label={layout.searchTitle()}
      onClose={onClose}
      field={
        <input
          {...paletteField}
          {...getReferenceProps({ ref: refs.setReference, onKeyDown })}
          role="combobox"
          aria-label={layout.searchTitle()}
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          // The library's own names an option that the next letters took away.
          aria-activedescendant={active !== null && all[active] ? optionId(active) : undefined}
          value={typed}
          placeholder={m.placeholder()}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
          }}
        />
      }
    >
      <div
        {...getFloatingProps({ ref: refs.setFloating })}
        id={listId}
        role="listbox"
        aria-label={m.results()}
        className="max-h-[60dvh] overflow-y-auto p-2"
      >
        {groups.map(({ title, commands }) => (
          <Group key={title} title={title}>
            {commands.map((command) => {
              const place = all.indexOf(command);
              return (
                <Option
                  key={command.id}
                  id={optionId(place)}
                  command={command}
                  isActive={place === active}
                  props={getItemProps({
                    ref: (node: HTMLElement | null) => {
                      options.current[place] = node;
                    },
                    onClick: () => choose(command),
                  })}
                />
              );
            })}
          </Group>
        ))}
      </div>
      <p className="border-line border-t px-4 py-2 text-ink-faint text-xs" aria-live="polite">
        {isNotLoaded(query) ? (
          <NotLoaded query={{ ...query, refetch: searchAgain }} isQuiet>
            {m.searchFailed()}
          </NotLoaded>
        ) : isSearching ? (
          m.searching()
        ) : all.length === 0 ? (
          m.nothing()
        ) : (
          m.hint()
        )}
      </p>
    </PaletteWindow>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <fieldset aria-labelledby={id} className="min-w-0 pb-1">
      <p id={id} className="px-2.5 pt-2 pb-1 font-medium text-ink-faint text-xs">
        {title}
      </p>
      {children}
    </fieldset>
  );
}

type HireCommand = Command & { hire?: ListedHire };

interface OptionProps {
  id: string;
  command: HireCommand;
  isActive: boolean;
  props: Record<string, unknown>;
}

function Option({ id, command: { label, about, Icon, hire }, isActive, props }: OptionProps) {
  return (
    <div
      {...props}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={clsx(
        "flex min-h-10 cursor-pointer items-center gap-2.5 rounded-control px-2.5 py-1.5",
        isActive ? "bg-accent-soft text-accent outline-1 outline-transparent" : "text-ink",
      )}
    >
      <Icon className="size-4 shrink-0 text-ink-soft" aria-hidden />
      <span className="wrap-anywhere line-clamp-2 min-w-0">{label}</span>
      {about ? <span className="ml-auto shrink-0 truncate text-ink-soft text-xs max-sm:hidden">{about}</span> : null}
      {hire ? <StatusPill status={hire.status} /> : null}
    </div>
  );
}

/** Returns the hires of all tabs that a search finds, once typing pauses, and the way to the list where there are more. */
function useFoundHires(search: string) {
  const { go } = useGo();
  const seeAll = useSeeAll();
  const settled = useDebounced(search, 150);
  const found = useQuery({ ...newHireListOptions({ ...listFilter(listOfFound(settled)), limit: MOST_HIRES }), enabled: settled !== "" });
  const { items = [], nextCursor = null } = search === "" ? {} : (found.data ?? {});
  const hires = items.map(
    (hire): HireCommand => ({
      id: hire.id,
      label: listedName(hire),
      ...(hire.fields.jobTitle ? { about: hire.fields.jobTitle } : {}),
      Icon: UserRound,
      hire,
      run: () => go(path(newHirePage, hire.id)),
    }),
  );
  if (nextCursor !== null) hires.push({ id: "see-all", label: m.seeAll(), Icon: List, run: () => seeAll(search) });
  return { query: found, isSearching: search !== "" && (settled !== search || found.isFetching), hires };
}

/** Returns what leads to the list of all that a search finds. */
function useSeeAll(): (search: string) => void {
  const { go } = useGo();
  const { go: goInList } = useListAddress();
  const isOnList = usePathname() === newHiresPage;
  return (search) => {
    const found = listOfFound(search);
    // The framework does not tell a list that is open already of another search alone: that stands in the fragment.
    if (isOnList) goInList(found);
    else go(listHref(newHiresPage, found));
  };
}
