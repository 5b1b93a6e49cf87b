"use client";

import { useQuery } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import { lazyPart } from "@/components/ui/lazy-part";
import { Popover } from "@/components/ui/popover";
import * as m from "@/lib/messages/generated/layout";
import { noticesOptions } from "@/lib/notices/queries";

const NoticeList = lazyPart(async () => (await import("@/components/notices/notice-list")).NoticeList);

/** How many notices are open, and what they say; nothing where there is none. */
export function NoticeBell() {
  const { data } = useQuery(noticesOptions());
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  const open = items.filter(({ muted }) => !muted).length;
  return (
    <Popover wide iconOnPhone label={m.notices()} icon={<Bell className="size-4" aria-hidden />} count={open}>
      {(close) => <NoticeList onFollow={close} />}
    </Popover>
  );
}
