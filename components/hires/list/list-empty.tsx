import { Permitted } from "@/components/auth/permitted";
import type { TabStatus } from "@/components/hires/list/tabs";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import * as empty from "@/lib/messages/generated/hires/empty";
import * as filteringWords from "@/lib/messages/generated/hires/filters";
import { greenhousePage } from "@/lib/platform/paths/pages";

interface ListEmptyProps {
  status: TabStatus;
  search: string;
  isNarrowed: boolean;
  isConnected: boolean;
  onClear: () => void;
  /** Looks for the same in every tab. */
  onEverywhere: () => void;
}

/** Why there are no rows, and what fills the list. */
export function ListEmpty({ status, search, isNarrowed, isConnected, onClear, onEverywhere }: ListEmptyProps) {
  if (isNarrowed) {
    return (
      <EmptyState
        title={search ? empty.noMatch({ search }) : empty.noFilterMatch()}
        action={
          <span className="flex flex-wrap justify-center gap-2">
            <Button onClick={onClear}>{filteringWords.clearFilters()}</Button>
            {status === "all" ? null : <Button onClick={onEverywhere}>{empty.searchAllTabs()}</Button>}
          </span>
        }
      >
        {search ? empty.searchScope() : empty.filterScope()}
      </EmptyState>
    );
  }
  if (!isConnected) {
    return (
      <EmptyState
        title={empty.notConnected()}
        action={
          <Permitted to="greenhouse.manage">
            <ButtonLink variant="primary" href={greenhousePage}>
              {empty.connect()}
            </ButtonLink>
          </Permitted>
        }
      >
        {empty.connectText()}
      </EmptyState>
    );
  }
  return <EmptyState title={empty.emptyTitle({ status })}>{empty.emptyText({ status })}</EmptyState>;
}
