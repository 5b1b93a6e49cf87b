"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog } from "@/components/ui/dialog";
import { useAnnounce } from "@/components/ui/toast";
import { useMakeWebhookSecret } from "@/lib/connections/queries";
import * as m from "@/lib/messages/generated/connections";

/** Makes the secret that deliveries are signed with and shows it once; asks first where one is in use. */
export function WebhookSecretButton({ secretSet }: { secretSet: boolean }) {
  const announce = useAnnounce();
  const make = useMakeWebhookSecret();
  const [isAsking, setAsking] = useState(false);

  function confirm() {
    make.mutate(undefined, {
      onError: (error) => announce(error.message, "failure"),
      onSettled: () => setAsking(false),
    });
  }

  return (
    <div>
      <div role="status" className="not-empty:mb-3">
        {make.data ? <CopyField label="Secret" hint="It is not shown again." value={make.data.secret} copyLabel={m.copySecret()} /> : null}
      </div>
      <Button
        icon={<KeyRound className="size-4" aria-hidden />}
        busy={make.isPending && !isAsking}
        onClick={secretSet ? () => setAsking(true) : confirm}
      >
        {secretSet ? "Make a new secret" : "Make a secret"}
      </Button>
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title="Make a new secret?"
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Keep the old one</Button>
            <Button variant="danger" busy={make.isPending} onClick={confirm}>
              Make a new secret
            </Button>
          </>
        }
      >
        <p>The old one stops working at once: what Greenhouse sends is refused until the new one is pasted there.</p>
        <p className="mt-2">Nothing is lost meanwhile; regular syncs go on.</p>
      </Dialog>
    </div>
  );
}
