"use client";

import { Unplug } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useAnnounce } from "@/components/ui/toast";
import { useDisconnectGreenhouse } from "@/lib/connections/manage/queries";
import * as m from "@/lib/messages/generated/connections";

/** Disconnects after asking, with what is deleted and what is kept. */
export function DisconnectButton() {
  const announce = useAnnounce();
  const disconnect = useDisconnectGreenhouse();
  const [isAsking, setAsking] = useState(false);

  function confirm() {
    // Not the mutation's own callbacks: the refreshed data takes this off the screen, and they would never run.
    disconnect
      .mutateAsync()
      .then(
        () => announce(m.disconnected()),
        (error: Error) => announce(error.message, "failure"),
      )
      .finally(() => setAsking(false));
  }

  return (
    <>
      <Button variant="danger-quiet" icon={<Unplug className="size-4" aria-hidden />} onClick={() => setAsking(true)}>
        {m.disconnect()}
      </Button>
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={m.disconnectQuestion()}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{m.cancel()}</Button>
            <Button variant="danger" busy={disconnect.isPending} onClick={confirm}>
              {m.disconnect()}
            </Button>
          </>
        }
      >
        <p>{m.disconnectText()}</p>
        <p className="mt-2">{m.disconnectKept()}</p>
      </Dialog>
    </>
  );
}
