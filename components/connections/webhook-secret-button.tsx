"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog } from "@/components/ui/dialog";
import { useAnnounce } from "@/components/ui/toast";
import { useWork } from "@/components/ui/unsaved/use-work";
import { useGenerateWebhookSecret } from "@/lib/connections/manage/queries";
import * as m from "@/lib/messages/generated/connections";

/** Generates the secret that signs deliveries and shows it once; asks first if one is in use. */
export function WebhookSecretButton({ secretSet }: { secretSet: boolean }) {
  const announce = useAnnounce();
  const make = useGenerateWebhookSecret();
  const [isAsking, setAsking] = useState(false);
  useWork(make.data !== undefined);

  function confirm() {
    make.mutate(undefined, {
      onError: (error) => announce(error.message, "failure"),
      onSettled: () => setAsking(false),
    });
  }

  return (
    <div>
      <div role="status" className="not-empty:mb-3">
        {make.data ? <CopyField label={m.secret()} hint={m.secretHint()} value={make.data.secret} copyLabel={m.copySecret()} /> : null}
      </div>
      <Button
        icon={<KeyRound className="size-4" aria-hidden />}
        busy={make.isPending && !isAsking}
        onClick={secretSet ? () => setAsking(true) : confirm}
      >
        {secretSet ? m.generateNewSecret() : m.generateSecret()}
      </Button>
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={m.generateQuestion()}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{m.cancel()}</Button>
            <Button variant="danger" busy={make.isPending} onClick={confirm}>
              {m.generateNewSecret()}
            </Button>
          </>
        }
      >
        <p>{m.generateText()}</p>
        <p className="mt-2">{m.generateKept()}</p>
      </Dialog>
    </div>
  );
}
