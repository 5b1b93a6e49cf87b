"use client";

import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { BulkDialog } from "@/components/hires/bulk/bulk-dialog";
import type { TabStatus } from "@/components/hires/list/tabs";
import { SendOutcome } from "@/components/hires/send-outcome";
import { Button } from "@/components/ui/button";
import { NotLoaded } from "@/components/ui/not-loaded";
import { retryOf } from "@/components/ui/retry";
import { useAnnounce } from "@/components/ui/toast";
import type { FieldName } from "@/lib/hire-fields/fields";
import { sendableWords } from "@/lib/hires/bulk/rules";
import type { BulkActionKind } from "@/lib/hires/bulk/schema";
import type { NewHireConditions } from "@/lib/hires/conditions/schema";
import { newHireCountOptions, useSendInvitations } from "@/lib/hires/list/queries";
import type { ListedHire } from "@/lib/hires/schema";
import * as m from "@/lib/messages/generated/hires/bulk";

interface SelectionBarProps {
  tab: TabStatus;
  selected: ListedHire[];
  /** Those that the organization requires. */
  requiredFields: FieldName[];
  /** Who is meant by "all that match". */
  conditions: NewHireConditions;
  /** The whole page is selected, and there are more pages. */
  hasMore: boolean;
  onClear: () => void;
  /** A bulk action was started. */
  onStarted: (id: string) => void;
  hrefOf: (hire: ListedHire) => string;
}

/** What can be done with the selected hires, or with all that match, and what cannot and why. */
export function SelectionBar({ tab, selected, requiredFields, conditions, hasMore, onClear, onStarted, hrefOf }: SelectionBarProps) {
  const [isAllSelected, setAllSelected] = useState(false);
  const [asked, setAsked] = useState<BulkActionKind | null>(null);
  const isAllMatching = isAllSelected && hasMore;
  const matching = useQuery({ ...newHireCountOptions(conditions), enabled: hasMore });
  const sendable = selected.filter((hire) => hire.obstacle === null);
  const { count, isMore } = isAllMatching && matching.data ? matching.data : { count: selected.length, isMore: false };
  const target = isAllMatching ? { filter: conditions } : { ids: selected.map((hire) => hire.id) };
  const canExclude = tab === "pending" || tab === "on_hold" || tab === "all";
  const explanation = isAllMatching || tab === "excluded" ? "" : sendableWords(selected);

  return (
    <div className="sticky bottom-[var(--toast,0px)] z-10 border-line border-t bg-accent-soft px-4 py-2 text-accent">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="font-medium" role="status">
          {isAllMatching ? m.allSelected({ count, isMore: isMore ? "yes" : "no" }) : m.selected({ count: selected.length })}
        </p>
        <button type="button" onClick={onClear} className="h-9 underline underline-offset-2 pointer-coarse:h-11">
          {m.clear()}
        </button>
        {hasMore && !isAllMatching && matching.data !== undefined && matching.data.count > selected.length ? (
          <button
            type="button"
            onClick={() => setAllSelected(true)}
            className="h-9 font-medium underline underline-offset-2 pointer-coarse:h-11"
          >
            {m.selectAll({ count: matching.data.count, isMore: matching.data.isMore ? "yes" : "no" })}
          </button>
        ) : null}
        <NotLoaded query={matching}>{m.allNotCounted()}</NotLoaded>
        {explanation ? <p className="flex-1 max-md:order-first max-md:basis-full">{explanation}</p> : null}
        <div className="ml-auto flex flex-wrap gap-2">
          {canExclude ? <Button onClick={() => setAsked("exclude")}>{m.exclude()}</Button> : null}
          {tab === "excluded" || tab === "all" ? <Button onClick={() => setAsked("include")}>{m.include()}</Button> : null}
          {tab === "excluded" ? null : <Button onClick={() => setAsked("set_field")}>{m.editField()}</Button>}
          {tab === "excluded" ? null : isAllMatching ? (
            <Button variant="primary" icon={<Send className="size-4" aria-hidden />} onClick={() => setAsked("send")}>
              {m.sendInvitations()}
            </Button>
          ) : (
            <SendNow selected={selected} sendable={sendable} onSent={onClear} hrefOf={hrefOf} />
          )}
        </div>
      </div>
      {asked ? (
        <BulkDialog
          action={asked}
          target={target}
          count={count}
          isMore={isMore}
          required={requiredFields}
          onClose={() => setAsked(null)}
          onStarted={onStarted}
        />
      ) : null}
    </div>
  );
}

interface SendNowProps {
  selected: ListedHire[];
  sendable: ListedHire[];
  onSent: () => void;
  hrefOf: (hire: ListedHire) => string;
}

/** Sends to the selected hires of a page in one request, and names those who were skipped. For more than one it asks first. */
function SendNow({ selected, sendable, onSent, hrefOf }: SendNowProps) {
  const announce = useAnnounce();
  const send = useSendInvitations();
  const [isAsking, setAsking] = useState(false);
  const ids = sendable.map((hire) => hire.id);

  function start(): void {
    setAsking(false);
    // Not the mutation's own callbacks: the refreshed data takes this off the screen, and they would never run.
    send.mutateAsync(ids).then(
      ({ results }) => {
        announce(<SendOutcome results={results} hires={selected} hrefOf={hrefOf} />, results.every(({ ok }) => ok) ? "success" : "failure");
        onSent();
      },
      (error: Error) => announce(error.message, "failure", retryOf(error, start)),
    );
  }

  return (
    <>
      <Button
        variant="primary"
        icon={<Send className="size-4" aria-hidden />}
        disabled={sendable.length === 0}
        busy={send.isPending}
        onClick={() => (ids.length > 1 ? setAsking(true) : start())}
      >
        {m.sendInvitations()}
      </Button>
      {isAsking ? (
        <BulkDialog
          action="send"
          target={{ ids }}
          count={ids.length}
          required={[]}
          onClose={() => setAsking(false)}
          onStarted={() => {}}
          onConfirm={start}
        />
      ) : null}
    </>
  );
}
