"use client";

import { Unplug } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useAnnounce } from "@/components/ui/toast";
import { useDisconnectGreenhouse } from "@/lib/connections/queries";

/** Disconnects after asking, with what is erased and what stays; `noun` is what is stored: "key". */
export function DisconnectButton({ noun }: { noun: string }) {
  const announce = useAnnounce();
  const disconnect = useDisconnectGreenhouse();
  const [isAsking, setAsking] = useState(false);

  function confirm() {
    // Not the mutation's own callbacks: the refreshed data takes this off the screen, and they would never run.
    disconnect
      .mutateAsync()
      .then(
        () => announce("Greenhouse is disconnected. Hires and history stay."),
        (error: Error) => announce(error.message, "failure"),
      )
      .finally(() => setAsking(false));
  }

  return (
    <>
      <Button variant="danger-quiet" icon={<Unplug className="size-4" aria-hidden />} onClick={() => setAsking(true)}>
        Disconnect
      </Button>
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title="Disconnect Greenhouse?"
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Stay connected</Button>
            <Button variant="danger" busy={disconnect.isPending} onClick={confirm}>
              Disconnect
            </Button>
          </>
        }
      >
        <p>The {noun} is erased here and no more hires arrive. In Greenhouse it stays valid until you delete it there.</p>
        <p className="mt-2">Hires, their invitations and the history stay. You can connect again at any time.</p>
      </Dialog>
    </>
  );
}
