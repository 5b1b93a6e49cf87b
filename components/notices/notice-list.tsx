"use client";

import { useQuery } from "@tanstack/react-query";
import { BellOff, BellRing } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { Notice as NoticeBox } from "@/components/ui/notice";
import { useAnnounce } from "@/components/ui/toast";
import * as layout from "@/lib/messages/generated/layout";
import * as m from "@/lib/messages/generated/notices";
import { noticesOptions, useMuteNotice } from "@/lib/notices/queries";
import type { Notice } from "@/lib/notices/schema";

/** What needs an admin now, the muted ones folded away. */
export function NoticeList({ onFollow }: { onFollow?: () => void }) {
  const { data } = useQuery(noticesOptions());
  const items = data?.items ?? [];
  const muted = items.filter((notice) => notice.muted);
  if (items.length === 0) return null;
  return (
    <section aria-label={layout.notices()} className="mt-4 space-y-2">
      {items
        .filter((notice) => !notice.muted)
        .map((notice) => (
          <NoticeItem key={notice.id} notice={notice} {...(onFollow ? { onFollow } : {})} />
        ))}
      {muted.length > 0 ? (
        <details>
          <summary className="cursor-pointer py-1.5 text-ink-soft text-xs">{m.mutedNotices({ count: muted.length })}</summary>
          <div className="mt-2 space-y-2">
            {muted.map((notice) => (
              <NoticeItem key={notice.id} notice={notice} {...(onFollow ? { onFollow } : {})} />
            ))}
          </div>
        </details>
      ) : null}
    </section>
  );
}

function NoticeItem({ notice, onFollow }: { notice: Notice; onFollow?: () => void }) {
  const announce = useAnnounce();
  const mute = useMuteNotice(notice.id);
  const { message, href, openedAt, muted } = notice;
  const set = (isMuted: boolean, words: string) =>
    mute.mutateAsync(isMuted).then(
      () => announce(words),
      (error: Error) => announce(error.message, "failure"),
    );
  return (
    <NoticeBox
      tone={notice.code === "starts_soon_pending" || notice.code === "hires_suspended" ? "warning" : "danger"}
      title={message}
      actions={
        <>
          <Link
            href={href}
            onClick={onFollow}
            className="inline-flex h-9 items-center rounded-control border border-line bg-surface px-3 font-medium text-ink hover:bg-sunken pointer-coarse:h-11"
          >
            {m.view()}
          </Link>
          <Button
            variant="quiet"
            icon={muted ? <BellRing className="size-4" aria-hidden /> : <BellOff className="size-4" aria-hidden />}
            busy={mute.isPending}
            onClick={() => (muted ? set(false, m.unmuted()) : set(true, m.muted()))}
          >
            {muted ? m.unmute() : m.mute()}
          </Button>
        </>
      }
    >
      {m.since({ when: <Moment at={openedAt} /> })}
    </NoticeBox>
  );
}
