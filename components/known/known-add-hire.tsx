"use client";

import type { ReactNode } from "react";
import { type Answer, Known } from "@/components/ui/known";
import { greenhouseOptions } from "@/lib/connections/queries";
import type { GreenhouseView } from "@/lib/connections/schema";

function answersOf(greenhouse: GreenhouseView): Answer[] {
  return [[greenhouseOptions().queryKey, greenhouse]];
}

/** The page to add a hire with what the server read for it: what it says of the invitation is never a guess. */
export function KnownAddHire({ greenhouse, children }: { greenhouse: GreenhouseView; children: ReactNode }) {
  return (
    <Known read={greenhouse} answersOf={answersOf}>
      {children}
    </Known>
  );
}
