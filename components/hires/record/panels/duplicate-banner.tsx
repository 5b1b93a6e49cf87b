"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { Permitted } from "@/components/auth/permitted";
import { isOpen } from "@/components/hires/list/tabs";
import { outcomeWords } from "@/components/hires/send-words";
import { StatusPill } from "@/components/hires/status-pill";
import { useAnnounceChange } from "@/components/hires/use-undo";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { useAnnounce } from "@/components/ui/toast";
import { possibleDuplicatesOptions, useDecideDuplicate } from "@/lib/hires/record/queries";
import type { DuplicateDecision, NewHire } from "@/lib/hires/schema";
import * as outcome from "@/lib/messages/generated/hires/outcome";
import * as m from "@/lib/messages/generated/hires/record";
import { newHirePage, path } from "@/lib/platform/paths";

/** Shows the possible duplicates of a hire and lets HR decide. */
export function DuplicateBanner({ hire }: { hire: NewHire }) {
  const announce = useAnnounce();
  const announceChange = useAnnounceChange();
  const decide = useDecideDuplicate(hire.id);
  const [isAsking, setAsking] = useState(false);
  if (!hire.attention.includes("possible_duplicate")) return null;
  const isNotInvited = isOpen(hire.status);

  function settle(decision: DuplicateDecision) {
    decide
      .mutateAsync(decision)
      .then(
        (after) => announceChange(outcomeWords(m.duplicateDecided({ decision }), hire, after), after),
        (error: Error) => announce(error.message, "failure"),
      )
      .finally(() => setAsking(false));
  }

  const button = (decision: "send_anyway" | "keep_separate", label: string) => (
    <Button busy={decide.isPending && decide.variables === decision} disabled={decide.isPending} onClick={() => settle(decision)}>
      {label}
    </Button>
  );

  return (
    <Notice
      tone="warning"
      className="mb-4"
      title={m.duplicateTitle()}
      actions={
        <Permitted to="hires.edit">
          {isNotInvited ? button("send_anyway", m.samePerson()) : null}
          {button("keep_separate", m.differentPeople())}
          {isNotInvited ? (
            <Button variant="danger-quiet" disabled={decide.isPending} onClick={() => setAsking(true)}>
              {m.excludeThis()}
            </Button>
          ) : null}
        </Permitted>
      }
    >
      <Duplicates hireId={hire.id} />
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={m.excludeQuestion()}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{m.cancel()}</Button>
            <Button variant="danger" busy={decide.isPending} onClick={() => settle("exclude")}>
              {m.excludeHire()}
            </Button>
          </>
        }
      >
        {m.excludeText()}
      </Dialog>
    </Notice>
  );
}

function Duplicates({ hireId }: { hireId: string }) {
  const { data, error, refetch } = useQuery(possibleDuplicatesOptions(hireId));
  if (error && !data) {
    return (
      <p>
        {m.duplicateFailed()}{" "}
        <button type="button" className="underline underline-offset-2" onClick={() => refetch()}>
          {m.tryAgain()}
        </button>
      </p>
    );
  }
  if (!data) return <Skeleton className="h-5 w-64 max-w-full" />;
  return (
    <ul className="space-y-1">
      {data.items.map(({ id, name, status, shares }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link href={path(newHirePage, id)} className="break-words font-medium text-ink underline underline-offset-2">
            {name || outcome.unnamed()}
          </Link>
          <StatusPill status={status} />
          <span>{m.shares({ shares })}</span>
        </li>
      ))}
    </ul>
  );
}
