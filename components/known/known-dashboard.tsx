"use client";

import type { ReactNode } from "react";
import { type Answer, Known } from "@/components/ui/known";
import { greenhouseOptions } from "@/lib/connections/queries";
import type { GreenhouseView } from "@/lib/connections/schema";
import { dashboardOptions, setupOptions } from "@/lib/dashboard/queries";
import type { Dashboard, Setup } from "@/lib/dashboard/schema";
import { mailStatusOptions } from "@/lib/invitations/queries";
import type { MailStatus } from "@/lib/invitations/schema";

interface ReadDashboard {
  figures: Dashboard;
  greenhouse: GreenhouseView;
  mail: MailStatus;
  /** Null for those who may not set up. */
  setup: Setup | null;
}

function answersOf({ figures, greenhouse, mail, setup }: ReadDashboard): Answer[] {
  return [
    [dashboardOptions().queryKey, figures],
    [greenhouseOptions().queryKey, greenhouse],
    [mailStatusOptions().queryKey, mail],
    ...(setup ? [[setupOptions().queryKey, setup] as const] : []),
  ];
}

/** The dashboard with what the server read for it. */
export function KnownDashboard({ read, children }: { read: ReadDashboard; children: ReactNode }) {
  return (
    <Known read={read} answersOf={answersOf}>
      {children}
    </Known>
  );
}
