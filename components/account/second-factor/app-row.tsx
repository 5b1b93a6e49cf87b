"use client";

import { type FormEvent, useState } from "react";
import { RemoveDialog } from "@/components/account/second-factor/remove-dialog";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog } from "@/components/ui/dialog";
import { controlClass, Field } from "@/components/ui/field";
import { Moment } from "@/components/ui/moment";
import { useAnnounce } from "@/components/ui/toast";
import { useBeginTotp, useConfirmTotp, useRemoveTotp } from "@/lib/auth/second-factor/queries";
import type { Factors } from "@/lib/auth/second-factor/schema";
import { ApiError } from "@/lib/http/api-client";
import * as m from "@/lib/messages/generated/second-factor";

interface AppRowProps {
  app: Factors["app"];
  onAdded: (recoveryCodes: readonly string[] | null) => void;
}

/** The authenticator app that a person has, or the way to add one. */
export function AppRow({ app, onAdded }: AppRowProps) {
  const announce = useAnnounce();
  const begin = useBeginTotp();
  const remove = useRemoveTotp();
  const [isRemoving, setRemoving] = useState(false);
  return (
    <section aria-label={m.app()} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-4">
      <div className="min-w-48 flex-1">
        <h3 className="font-medium">{m.app()}</h3>
        <p className="text-pretty text-ink-soft">{m.appAbout()}</p>
        {app ? <p className="text-ink-faint text-xs">{m.appAdded({ when: <Moment at={app.addedAt} /> })}</p> : null}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          busy={begin.isPending}
          onClick={() => begin.mutate(undefined, { onError: (error: Error) => announce(error.message, "failure") })}
        >
          {app ? m.replaceApp() : m.addApp()}
        </Button>
        {app ? (
          <Button variant="danger-quiet" onClick={() => setRemoving(true)}>
            {m.removeApp()}
          </Button>
        ) : null}
      </div>
      {begin.data ? (
        <AppDialog
          begun={begin.data}
          onClose={begin.reset}
          onAdded={(codes) => {
            begin.reset();
            announce(m.appOn());
            onAdded(codes);
          }}
        />
      ) : null}
      {isRemoving ? (
        <RemoveDialog
          name={m.app()}
          request={remove}
          onConfirm={() => remove.mutateAsync()}
          done={m.appRemoved()}
          onClose={() => setRemoving(false)}
        />
      ) : null}
    </section>
  );
}

interface AppDialogProps extends Pick<AppRowProps, "onAdded"> {
  begun: { id: string; secret: string; qr: { size: number; path: string } };
  onClose: () => void;
}

function AppDialog({ begun: { id, secret, qr }, onClose, onAdded }: AppDialogProps) {
  const confirm = useConfirmTotp();
  const [code, setCode] = useState("");
  const told = confirm.error instanceof ApiError ? confirm.error.problem.invalid_params?.[0]?.reason : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (code.trim() === "" || confirm.isPending) return;
    confirm.mutate({ id, code }, { onSuccess: ({ recoveryCodes }) => onAdded(recoveryCodes) });
  }

  return (
    <Dialog open onClose={onClose} title={m.appDialogTitle()} actions={<Button onClick={onClose}>{m.cancel()}</Button>}>
      <p>{m.scan()}</p>
      <svg
        role="img"
        aria-label={m.qr()}
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        shapeRendering="crispEdges"
        className="mx-auto mt-4 size-44 rounded-control bg-white"
      >
        <path d={qr.path} fill="black" />
      </svg>
      <form noValidate onSubmit={submit} className="mt-4 space-y-4">
        <CopyField label={m.key()} value={secret} copyLabel={m.copyKey()} />
        <Field label={m.code()} error={confirm.error ? (told ?? confirm.error.message) : undefined}>
          {(wiring) => (
            <input
              {...wiring}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={10}
              value={code}
              onChange={(event) => {
                setCode(event.target.value);
                confirm.reset();
              }}
              className={controlClass({}, "h-10 font-mono")}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" busy={confirm.isPending} className="h-10 w-full">
          {m.turnOn()}
        </Button>
      </form>
    </Dialog>
  );
}
