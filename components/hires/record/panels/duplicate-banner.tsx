"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { isOpen } from "@/components/hires/list/tabs";
import { outcomeWords } from "@/components/hires/send-words";
import { StatusPill } from "@/components/hires/status-pill";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { useAnnounce } from "@/components/ui/toast";
import { lookalikesOptions, useDecideDuplicate } from "@/lib/hires/queries";
import type { DuplicateDecision, NewHire } from "@/lib/hires/schema";
import { newHirePage, path } from "@/lib/platform/paths";

const decided: Record<DuplicateDecision, string> = {
  send_anyway: "Decided",
  keep_separate: "Kept as two people",
  exclude: "Left out: no invitation goes out",
};

/** Somebody who looks like another hire: who that is, and the decision that HR takes. */
export function DuplicateBanner({ hire }: { hire: NewHire }) {
  const announce = useAnnounce();
  const decide = useDecideDuplicate(hire.id);
  const [isAsking, setAsking] = useState(false);
  if (!hire.attention.includes("possible_duplicate")) return null;
  const waits = isOpen(hire.status);

  function settle(decision: DuplicateDecision) {
    decide
      .mutateAsync(decision)
      .then(
        (after) => announce(outcomeWords(decided[decision], hire, after)),
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
      tone="pending"
      className="mb-4"
      title="Possible duplicate: another hire looks like the same person"
      actions={
        <>
          {waits ? button("send_anyway", "Same person, send anyway") : null}
          {button("keep_separate", "Keep separate")}
          {waits ? (
            <Button variant="danger-quiet" disabled={decide.isPending} onClick={() => setAsking(true)}>
              Ignore this one
            </Button>
          ) : null}
        </>
      }
    >
      <Lookalikes hireId={hire.id} />
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title="Ignore this hire?"
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Keep the hire</Button>
            <Button variant="danger" busy={decide.isPending} onClick={() => settle("exclude")}>
              Leave the hire out
            </Button>
          </>
        }
      >
        The hire leaves the list and no invitation goes out. The other record stays as it is.
      </Dialog>
    </Notice>
  );
}

function Lookalikes({ hireId }: { hireId: string }) {
  const { data, error, refetch } = useQuery(lookalikesOptions(hireId));
  if (error && !data) {
    return (
      <p>
        Who it is could not be loaded. {error.message}{" "}
        <button type="button" className="underline underline-offset-2" onClick={() => refetch()}>
          Try again
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
            {name || "Someone without a name"}
          </Link>
          <StatusPill status={status} />
          <span>{shares === "candidate" ? "the same candidate in Greenhouse" : "the same personal e-mail"}</span>
        </li>
      ))}
    </ul>
  );
}
