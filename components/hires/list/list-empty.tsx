import type { TabStatus } from "@/components/hires/list/tabs";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { greenhousePage } from "@/lib/platform/paths";

const words: Record<TabStatus, { title: string; fills: string }> = {
  pending: { title: "Nobody is pending", fills: "Hires appear here when something in their record is missing." },
  on_hold: {
    title: "Nobody is on hold",
    fills:
      "Hires appear here when their record is complete and the invitation waits for a reason: its day, your word, or a start before the go-live date.",
  },
  invited: {
    title: "Nobody is waiting on an invitation",
    fills: "Hires appear here once their invitation has gone out, and leave when they start onboarding.",
  },
  started: { title: "Nobody has started yet", fills: "Hires appear here when they open their invitation and start onboarding." },
  withdrawn: { title: "Nobody was withdrawn", fills: "Hires appear here when Greenhouse no longer says that they are hired." },
  excluded: { title: "Nobody was left out", fills: "Hires appear here when an import rule, or one of you, leaves them out." },
  all: { title: "Nobody is here yet", fills: "People hired in Greenhouse appear here by themselves." },
};

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
        title={search ? `Nobody here matches “${search}”` : "Nobody here matches these filters"}
        action={
          <span className="flex flex-wrap justify-center gap-2">
            <Button onClick={onClear}>Clear filters</Button>
            {status === "all" ? null : <Button onClick={onEverywhere}>Look in all tabs</Button>}
          </span>
        }
      >
        {search ? "The search looks at names, e-mail addresses and jobs in this tab only." : "They look at this tab only."}
      </EmptyState>
    );
  }
  if (!isConnected) {
    return (
      <EmptyState
        title="Greenhouse is not connected"
        action={
          <ButtonLink variant="primary" href={greenhousePage}>
            Connect Greenhouse
          </ButtonLink>
        }
      >
        Once it is, people hired there appear here by themselves.
      </EmptyState>
    );
  }
  return <EmptyState title={words[status].title}>{words[status].fills}</EmptyState>;
}
