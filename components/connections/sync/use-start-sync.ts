import { useQuery } from "@tanstack/react-query";
import { useMay } from "@/components/auth/permitted";
import { useAnnounce } from "@/components/ui/toast";
import { greenhouseOptions, useSyncNow } from "@/lib/connections/queries";
import { isUnderWay } from "@/lib/sync-runs/rules";

/** Returns how to start a sync, which is then said with the given words, and whether one is under way; null where none can run, or the person may not start one. */
export function useStartSync(started: string): { start: () => Promise<void>; isSyncing: boolean } | null {
  const { data } = useQuery(greenhouseOptions());
  const announce = useAnnounce();
  const sync = useSyncNow();
  const may = useMay("greenhouse.sync");
  if (!may || (data?.status !== "connected" && data?.status !== "needs_attention")) return null;
  return {
    isSyncing: sync.isPending || (data.lastSync !== null && isUnderWay(data.lastSync)),
    start: () =>
      // The palette has unmounted by then, and callbacks given to `mutate` do not run after that.
      sync.mutateAsync().then(
        () => announce(started),
        (error: Error) => announce(error.message, "failure"),
      ),
  };
}
