"use client";

import type { ReactNode } from "react";
import { type Answer, Known } from "@/components/ui/known";
import { newHireCountsOptions } from "@/lib/hires/queries";
import type { NewHireCounts } from "@/lib/hires/schema";
import { noticesOptions } from "@/lib/notices/queries";
import type { NoticeList } from "@/lib/notices/schema";

interface ReadFrame {
  counts: NewHireCounts;
  notices: NoticeList;
}

function answersOf({ counts, notices }: ReadFrame): Answer[] {
  return [
    [newHireCountsOptions().queryKey, counts],
    [noticesOptions().queryKey, notices],
  ];
}

/** The frame with what the server read for it. */
export function KnownFrame({ read, children }: { read: ReadFrame; children: ReactNode }) {
  return (
    <Known read={read} answersOf={answersOf}>
      {children}
    </Known>
  );
}
