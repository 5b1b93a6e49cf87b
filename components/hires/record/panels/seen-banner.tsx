"use client";

import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useMay } from "@/components/auth/permitted";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { Notice } from "@/components/ui/notice";
import { useAnnounce } from "@/components/ui/toast";
import type { SeenCode } from "@/lib/hires/attention/schema";
import { useMarkSeen } from "@/lib/hires/record/queries";
import type { NewHire } from "@/lib/hires/schema";
import { timelineOptions } from "@/lib/hires/timeline/queries";
import { NEW_HIRE } from "@/lib/hires/timeline/rules";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/record";

interface SeenButtonProps {
  hire: NewHire;
  code: SeenCode;
  children: string;
}

/** Marks what the banner says as read, for users who may edit. */
export function SeenButton({ hire, code, children }: SeenButtonProps) {
  const announce = useAnnounce();
  const markSeen = useMarkSeen(hire.id);
  if (!useMay("hires.edit")) return null;
  return (
    <Button
      icon={<Check className="size-4" aria-hidden />}
      busy={markSeen.isPending}
      onClick={() =>
        markSeen.mutateAsync(code).then(
          () => announce(m.markedAsRead()),
          (error: Error) => announce(error.message, "failure"),
        )
      }
    >
      {children}
    </Button>
  );
}

/** Shows what arrived after the invitation was sent and is unread: the new hire's note, a changed start date. */
export function SeenBanner({ hire }: { hire: NewHire }) {
  const { startDate } = hire.fields;
  return (
    <>
      {hire.attention.includes("note_from_new_hire") ? <NoteNotice hire={hire} /> : null}
      {hire.attention.includes("start_date_changed") ? (
        <Notice
          tone="warning"
          className="mb-4"
          title={m.startChanged()}
          actions={
            <SeenButton hire={hire} code="start_date_changed">
              {m.dismiss()}
            </SeenButton>
          }
        >
          {startDate.value ? m.startChangedTo({ day: plainDate(startDate.value, "long") }) : m.startRemoved()}
        </Notice>
      ) : null}
    </>
  );
}

function NoteNotice({ hire }: { hire: NewHire }) {
  const { data } = useQuery(timelineOptions(hire));
  const note = data?.items.find(({ event, actor }) => event === "note" && actor === NEW_HIRE);
  return (
    <Notice
      tone="warning"
      className="mb-4"
      title={m.noteTitle()}
      actions={
        <SeenButton hire={hire} code="note_from_new_hire">
          {m.markAsRead()}
        </SeenButton>
      }
    >
      {note ? (
        <>
          <blockquote className="whitespace-pre-line break-words border-pending-line border-l-2 pl-2.5 text-ink">{note.detail}</blockquote>
          <p className="mt-1 text-xs">
            <Moment at={note.at} />
          </p>
        </>
      ) : (
        m.noteInTimeline()
      )}
    </Notice>
  );
}
