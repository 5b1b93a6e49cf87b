"use client";

import { useQuery } from "@tanstack/react-query";
import {
  CircleAlert,
  CircleCheck,
  type LucideIcon,
  Mail,
  MailCheck,
  MailOpen,
  MailPlus,
  MailX,
  MessageSquareText,
  NotebookPen,
  Pencil,
  Sprout,
  Undo2,
  UserPlus,
} from "lucide-react";
import { useState } from "react";
import { EntryChanges } from "@/components/hires/record/panels/entry-changes";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Moment } from "@/components/ui/moment";
import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import type { NewHire } from "@/lib/hires/schema";
import { timelineOptions } from "@/lib/hires/timeline/queries";
import { linesOf, NEW_HIRE, type TimelineLine } from "@/lib/hires/timeline/rules";
import type { TimelineEvent } from "@/lib/hires/timeline/schema";
import * as m from "@/lib/messages/generated/hires/record";
import * as undoWords from "@/lib/messages/generated/hires/undo";
import * as ui from "@/lib/messages/generated/ui";

const SHOWN_AT_FIRST = 8;

interface Look {
  Icon: LucideIcon;
  color?: string;
}

const looks: Record<TimelineEvent, Look> = {
  synced: { Icon: Sprout },
  added: { Icon: UserPlus },
  edited: { Icon: Pencil },
  invitation_queued: { Icon: MailPlus },
  invitation_sent: { Icon: Mail },
  delivered: { Icon: MailCheck },
  opened: { Icon: MailOpen },
  bounced: { Icon: Undo2, color: "text-danger" },
  reminded: { Icon: MailPlus },
  replaced: { Icon: MailX },
  accepted: { Icon: CircleCheck, color: "text-started" },
  revoked: { Icon: MailX },
  failed: { Icon: CircleAlert, color: "text-danger" },
  note: { Icon: MessageSquareText, color: "text-pending" },
  suspended: { Icon: CircleAlert, color: "text-pending" },
  resumed: { Icon: Undo2 },
  erased_there: { Icon: CircleAlert, color: "text-pending" },
  noted_there: { Icon: NotebookPen },
};

const emailByHr: Look = { Icon: Mail };
const changeUndone: Look = { Icon: Undo2 };

/** What happened to a hire, newest first. */
export function TimelineCard({ hire }: { hire: NewHire }) {
  const { data, error, refetch } = useQuery(timelineOptions(hire));
  const [isWhole, setWhole] = useState(false);
  const items = linesOf(data?.items ?? []);
  const shown = isWhole ? items : items.slice(0, SHOWN_AT_FIRST);
  return (
    <Card title={m.timeline()}>
      {data ? (
        <ol className="mt-3">
          {shown.map((item) => (
            <Entry key={`${item.at} ${item.event} ${item.detail}`} item={item} hire={hire} />
          ))}
        </ol>
      ) : null}
      {items.length > shown.length ? (
        <Button variant="quiet" className="mt-2 -ml-3" onClick={() => setWhole(true)}>
          {m.showAll({ count: items.length })}
        </Button>
      ) : null}
      {error && !data ? (
        <>
          <p className="mt-2 text-ink-soft">{m.timelineFailed()}</p>
          <Button className="mt-3" onClick={() => refetch()}>
            {ui.tryAgain()}
          </Button>
        </>
      ) : null}
      {!data && !error ? <TimelineSkeleton /> : null}
    </Card>
  );
}

function Entry({ item, hire }: { item: TimelineLine; hire: NewHire }) {
  const { event, at, actor, detail, changes } = item;
  const isEmailByHr = event === "note" && actor !== NEW_HIRE;
  const { Icon, color = "text-ink-soft" } = isEmailByHr ? emailByHr : item.isUndo ? changeUndone : looks[event];
  return (
    <li className="group relative flex gap-3 pb-4 last:pb-0">
      <span className="absolute top-7 bottom-0 left-3 w-px bg-line group-last:hidden" aria-hidden />
      <span className={`grid size-6 shrink-0 place-items-center rounded-full bg-sunken ${color}`}>
        <Icon className="size-3.5" aria-hidden />
      </span>
      <div className="min-w-0 flex-1 break-words pt-0.5">
        <p>{isEmailByHr ? m.emailByHr() : titleOf(item)}</p>
        {detail && event === "note" ? (
          <blockquote className="my-1 whitespace-pre-line border-pending-line border-l-2 pl-2.5 text-ink-soft">{detail}</blockquote>
        ) : null}
        {detail && event !== "note" && changes.length === 0 ? (
          <p className="text-ink-soft text-xs">{item.isDelivered ? undoWords.delivered({ detail }) : detail}</p>
        ) : null}
        <EntryChanges item={item} hire={hire} />
        <p className="text-ink-faint text-xs">
          {actor === NEW_HIRE ? m.newHireActor() : actor} · <Moment at={at} />
        </p>
      </div>
    </li>
  );
}

function titleOf({ event, isUndo, isReminder }: TimelineLine): string {
  if (isUndo) return undoWords.changeUndone();
  return isReminder ? undoWords.reminderSent() : m.event({ event });
}

function TimelineSkeleton() {
  return (
    <div className="mt-3 space-y-4">
      <LoadingNote>{m.timelineLoading()}</LoadingNote>
      {["a", "b", "c"].map((row) => (
        <div key={row} className="flex gap-3">
          <Skeleton className="size-6 rounded-full" />
          <div className="flex-1 space-y-1.5 pt-1">
            <Skeleton className="h-3.5 w-32" />
            <Skeleton className="h-3 w-40 max-w-full" />
          </div>
        </div>
      ))}
    </div>
  );
}
