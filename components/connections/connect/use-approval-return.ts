import { useEffect, useState } from "react";
import { useAnnounce } from "@/components/ui/toast";
import { useGo } from "@/components/ui/unsaved/use-go";
import type { ApprovalError } from "@/lib/connections/schema";
import * as m from "@/lib/messages/generated/connections/connect";

/** What the address says of an approval, when Greenhouse has just sent an admin back. */
export interface ApprovalReturn {
  connected: boolean;
  error: ApprovalError | null;
}

/** Announces a success and keeps a refusal until it is forgotten. Clears the address, so that a reload repeats neither. */
export function useApprovalReturn({ connected, error }: ApprovalReturn) {
  const announce = useAnnounce();
  const { readdress } = useGo();
  const [refusal, setRefusal] = useState(error);

  useEffect(() => {
    if (!connected && error === null) return;
    if (connected) announce(m.connected());
    readdress(window.location.pathname);
  }, [connected, error, announce, readdress]);

  return { refusal, forget: () => setRefusal(null) };
}
