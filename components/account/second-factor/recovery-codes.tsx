"use client";

import { Button } from "@/components/ui/button";
import { useCopy } from "@/components/ui/copy-field";
import { Dialog } from "@/components/ui/dialog";
import { useAnnounce } from "@/components/ui/toast";
import { useWork } from "@/components/ui/unsaved/use-work";
import { useRenewRecoveryCodes } from "@/lib/auth/second-factor/queries";
import * as m from "@/lib/messages/generated/second-factor";

/** How many recovery codes a person has left, and the way to new ones. */
export function RecoveryCodesRow({ left, onCodes }: { left: number; onCodes: (codes: readonly string[] | null) => void }) {
  const announce = useAnnounce();
  const renew = useRenewRecoveryCodes();
  return (
    <section aria-label={m.recoveryCodes()} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-4">
      <div className="min-w-48 flex-1">
        <h3 className="font-medium">{m.recoveryCodes()}</h3>
        <p className="text-pretty text-ink-soft">{m.recoveryCodesAbout()}</p>
        <p className="text-ink-faint text-xs">{m.recoveryCodesLeft({ count: left })}</p>
      </div>
      <Button
        busy={renew.isPending}
        onClick={() =>
          renew.mutate(undefined, {
            onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes),
            onError: (error: Error) => announce(error.message, "failure"),
          })
        }
      >
        {m.renewCodes()}
      </Button>
    </section>
  );
}

/** Shows recovery codes, this once. */
export function RecoveryCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  useWork(true);
  const { copy, outcome } = useCopy(codes.join("\n"));
  return (
    <Dialog
      open
      onClose={onClose}
      title={m.codesTitle()}
      actions={
        <>
          <Button onClick={copy}>{m.copyCodes()}</Button>
          <Button variant="primary" onClick={onClose}>
            {m.codesSaved()}
          </Button>
        </>
      }
    >
      <p>{m.codesText()}</p>
      <ul className="mt-3 space-y-1 rounded-control bg-sunken p-3 font-mono text-ink text-xs">
        {codes.map((code) => (
          <li key={code} className="select-all break-all">
            {code}
          </li>
        ))}
      </ul>
      {outcome}
    </Dialog>
  );
}
