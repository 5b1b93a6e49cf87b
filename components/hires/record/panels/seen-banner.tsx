"use client";

import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { Notice } from "@/components/ui/notice";
import { useAnnounce } from "@/components/ui/toast";
import { useMarkSeen } from "@/lib/hires/queries";
import type { NewHire, SeenCode } from "@/lib/hires/schema";
import { timelineOptions } from "@/lib/hires/timeline/queries";
import { NEW_HIRE } from "@/lib/hires/timeline/schema";
import { plainDate } from "@/lib/messages/format";

interface SeenButtonProps {
  hire: NewHire;
  code: SeenCode;
  children: string;
}

/** Takes a mark off the record once somebody has read what it is about. */
export function SeenButton({ hire, code, children }: SeenButtonProps) {
  const announce = useAnnounce();
  const markSeen = useMarkSeen(hire.id);
  return (
    <Button
      icon={<Check className="size-4" aria-hidden />}
      busy={markSeen.isPending}
      onClick={() =>
        markSeen.mutateAsync(code).then(
          () => announce("Marked as read. It stays in the timeline."),
          (error: Error) => announce(error.message, "failure"),
        )
      }
    >
      {children}
    </Button>
  );
}

/** What came in since the invitation went out and nobody has read yet: the new hire's note, another start date. */
export function SeenBanner({ hire }: { hire: NewHire }) {
  const { startDate } = hire.fields;
  return (
    <>
      {hire.attention.includes("note_from_new_hire") ? <NoteNotice hire={hire} /> : null}
      {hire.attention.includes("start_date_changed") ? (
        <Notice
          tone="pending"
          className="mb-4"
          title="The start date changed in Greenhouse after the invitation went out"
          actions={
            <SeenButton hire={hire} code="start_date_changed">
              Got it
            </SeenButton>
          }
        >
          {startDate.value ? `It is ${plainDate(startDate.value, "long")} now. ` : ""}The new hire’s page shows the new one; nothing was
          sent.
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
      tone="pending"
      className="mb-4"
      title="The new hire says that something is not right"
      actions={
        <SeenButton hire={hire} code="note_from_new_hire">
          Mark as read
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
        "The note is in the timeline."
      )}
    </Notice>
  );
}
