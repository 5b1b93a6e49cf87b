"use client";

import type { ReactNode } from "react";
import { type Answer, Known } from "@/components/ui/known";
import { greenhouseOptions } from "@/lib/connections/queries";
import type { GreenhouseView } from "@/lib/connections/schema";
import type { PageFilter } from "@/lib/hires/conditions/schema";
import { newHireCountsOptions, newHireListOptions } from "@/lib/hires/queries";
import type { ReadPage } from "@/lib/hires/schema";
import { mailStatusOptions } from "@/lib/invitations/queries";
import type { MailStatus } from "@/lib/invitations/schema";

/** A page of the list that the server read, if any. */
export type ReadListPage = { filter: PageFilter; page: ReadPage } | null;

interface ReadList {
  greenhouse: GreenhouseView;
  mail: MailStatus;
  list: ReadListPage;
}

/** Returns the queries that a page of the list answers. */
export function listAnswers(list: ReadListPage): Answer[] {
  if (!list) return [];
  return [
    [newHireListOptions(list.filter).queryKey, list.page],
    [newHireCountsOptions().queryKey, list.page.counts],
  ];
}

function answersOf({ greenhouse, mail, list }: ReadList): Answer[] {
  return [[greenhouseOptions().queryKey, greenhouse], [mailStatusOptions().queryKey, mail], ...listAnswers(list)];
}

/** The list's page with what the server read for it. */
export function KnownList({ read, children }: { read: ReadList; children: ReactNode }) {
  return (
    <Known read={read} answersOf={answersOf}>
      {children}
    </Known>
  );
}
