"use client";

import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useMay } from "@/components/auth/permitted";
import { Button } from "@/components/ui/button";
import type { ButtonVariant } from "@/components/ui/button-look";
import { useAnnounce } from "@/components/ui/toast";
import { greenhouseOptions, useSyncNow } from "@/lib/connections/queries";
import * as m from "@/lib/messages/generated/connections/sync-line";
import { isUnderWay } from "@/lib/sync-runs/rules";

/** Starts a sync. Shown only where one can run, to users who may start it. */
export function SyncNowButton({ variant = "outline" }: { variant?: ButtonVariant }) {
  const { data } = useQuery(greenhouseOptions());
  const announce = useAnnounce();
  const sync = useSyncNow();
  if (!useMay("greenhouse.sync")) return null;
  if (data?.status !== "connected" && data?.status !== "needs_attention") return null;
  const isSyncing = sync.isPending || (data.lastSync !== null && isUnderWay(data.lastSync));

  return (
    <Button
      variant={variant}
      icon={<RefreshCw className="size-4" aria-hidden />}
      busy={isSyncing}
      onClick={() =>
        sync.mutate(undefined, {
          onSuccess: () => announce(m.started()),
          onError: (error) => announce(error.message, "failure"),
        })
      }
    >
      {isSyncing ? m.syncingButton() : m.syncButton()}
    </Button>
  );
}
