"use client";

import { RefreshCw } from "lucide-react";
import { useStartSync } from "@/components/connections/sync/use-start-sync";
import { Button } from "@/components/ui/button";
import type { ButtonVariant } from "@/components/ui/button-look";
import * as m from "@/lib/messages/generated/connections/sync-line";

/** Starts a sync. Shown only where one can run, to users who may start it. */
export function SyncNowButton({ variant = "outline" }: { variant?: ButtonVariant }) {
  const sync = useStartSync(m.started());
  if (sync === null) return null;
  return (
    <Button variant={variant} icon={<RefreshCw className="size-4" aria-hidden />} busy={sync.isSyncing} onClick={sync.start}>
      {sync.isSyncing ? m.syncingButton() : m.syncButton()}
    </Button>
  );
}
