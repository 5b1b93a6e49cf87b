"use client";

import type { ReactNode } from "react";
import { listAnswers, type ReadListPage } from "@/components/known/known-list";
import { type Answer, Known } from "@/components/ui/known";
import { greenhouseOptions } from "@/lib/connections/queries";
import type { GreenhouseView } from "@/lib/connections/schema";
import { newHireOptions } from "@/lib/hires/record/queries";
import type { NewHire } from "@/lib/hires/schema";
import { timelineOptions } from "@/lib/hires/timeline/queries";
import type { Timeline } from "@/lib/hires/timeline/schema";

interface ReadRecord {
  hire: NewHire;
  timeline: Timeline;
  greenhouse: GreenhouseView;
  list: ReadListPage;
}

function answersOf({ hire, timeline, greenhouse, list }: ReadRecord): Answer[] {
  return [
    [newHireOptions(hire.id).queryKey, hire],
    [timelineOptions(hire).queryKey, timeline],
    [greenhouseOptions().queryKey, greenhouse],
    ...listAnswers(list),
  ];
}

/** The page of a record with what the server read for it; null: there is no such hire. */
export function KnownRecord({ read, children }: { read: ReadRecord | null; children: ReactNode }) {
  return (
    <Known read={read} answersOf={answersOf}>
      {children}
    </Known>
  );
}
