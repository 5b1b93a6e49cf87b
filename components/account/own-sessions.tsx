"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { Moment } from "@/components/ui/moment";
import { Pill } from "@/components/ui/pill";
import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import { useAnnounce } from "@/components/ui/toast";
import { ownSessionsOptions, useEndOtherSessions, useEndSession } from "@/lib/auth/accounts/queries";
import type { SessionView } from "@/lib/auth/schema";
import * as m from "@/lib/messages/generated/account";

/** The browsers in which a person is signed in, and the way to end each. */
export function OwnSessions() {
  const sessions = useQuery(ownSessionsOptions());
  const [isAsked, setAsked] = useState(false);
  const items = sessions.data?.items ?? [];
  return (
    <Card
      ruled
      title={m.signedInWith()}
      className="mt-5 max-w-3xl"
      aside={items.length > 1 ? <Button onClick={() => setAsked(true)}>{m.endOthers()}</Button> : null}
    >
      <p className="px-5 pt-3 text-ink-soft">{m.sessionsAbout()}</p>
      {sessions.data ? (
        <ul className="divide-y divide-line">
          {items.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      ) : sessions.error ? (
        <div className="p-5">
          <Failure title={m.loadFailed()} error={sessions.error} busy={sessions.isFetching} onRetry={() => sessions.refetch()} />
        </div>
      ) : (
        <div className="space-y-4 p-5">
          <LoadingNote>{m.loading()}</LoadingNote>
          <Skeleton className="h-5 w-56" />
          <Skeleton className="h-5 w-48" />
        </div>
      )}
      {items.length === 1 ? <p className="border-line border-t px-5 py-3 text-ink-soft">{m.only()}</p> : null}
      {isAsked ? <EndOthersDialog onClose={() => setAsked(false)} /> : null}
    </Card>
  );
}

function SessionRow({ session: { id, current, device, createdAt, lastUsedAt } }: { session: SessionView }) {
  const announce = useAnnounce();
  const end = useEndSession(id);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      <div className="min-w-48 flex-1">
        <p className="break-words font-medium">{device}</p>
        <p className="text-ink-faint text-xs">{m.signedIn({ when: <Moment at={createdAt} /> })}</p>
        <p className="text-ink-faint text-xs">{m.lastUsed({ when: <Moment at={lastUsedAt} /> })}</p>
      </div>
      {current ? (
        <Pill tone="success">{m.thisOne()}</Pill>
      ) : (
        <Button
          variant="danger-quiet"
          aria-label={m.endOf({ device })}
          busy={end.isPending}
          onClick={() =>
            end.mutateAsync().then(
              () => announce(m.ended()),
              (error: Error) => announce(error.message, "failure"),
            )
          }
        >
          {m.end()}
        </Button>
      )}
    </li>
  );
}

function EndOthersDialog({ onClose }: { onClose: () => void }) {
  const announce = useAnnounce();
  const end = useEndOtherSessions();
  return (
    <Dialog
      open
      onClose={onClose}
      title={m.endOthersQuestion()}
      actions={
        <>
          <Button onClick={onClose}>{m.cancel()}</Button>
          <Button
            variant="danger"
            busy={end.isPending}
            onClick={() =>
              end
                .mutateAsync()
                .then(
                  () => announce(m.othersEnded()),
                  (error: Error) => announce(error.message, "failure"),
                )
                .finally(onClose)
            }
          >
            {m.endOthers()}
          </Button>
        </>
      }
    >
      {m.endOthersText()}
    </Dialog>
  );
}
