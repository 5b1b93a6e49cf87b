"use client";

import { type FormEvent, useState } from "react";
import { RemoveDialog } from "@/components/account/second-factor/remove-dialog";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { controlClass, Field } from "@/components/ui/field";
import { Moment } from "@/components/ui/moment";
import { SaveButton, SaveNote } from "@/components/ui/save-state";
import { useAnnounce } from "@/components/ui/toast";
import { useAddPasskey, useRemovePasskey, useRenamePasskey } from "@/lib/auth/second-factor/queries";
import type { PasskeyView } from "@/lib/auth/second-factor/schema";
import * as m from "@/lib/messages/generated/second-factor";

interface PasskeyListProps {
  passkeys: readonly PasskeyView[];
  onAdded: (recoveryCodes: readonly string[] | null) => void;
}

/** The passkeys that a person has, and the way to add one. */
export function PasskeyList({ passkeys, onAdded }: PasskeyListProps) {
  const announce = useAnnounce();
  const add = useAddPasskey();

  function begin() {
    add.mutate(m.passkeyDefaultName({ n: passkeys.length + 1 }), {
      onSuccess: ({ recoveryCodes }) => {
        announce(m.passkeyOn());
        onAdded(recoveryCodes);
      },
      onError: (error: Error) => announce(error.message, "failure"),
    });
  }

  return (
    <section aria-label={m.passkeys()} className="px-5 py-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-48 flex-1">
          <h3 className="font-medium">{m.passkeys()}</h3>
          <p className="text-pretty text-ink-soft">{m.passkeysAbout()}</p>
        </div>
        <Button busy={add.isPending} onClick={begin}>
          {m.addPasskey()}
        </Button>
      </div>
      {passkeys.length > 0 ? (
        <ul className="mt-2 divide-y divide-line">
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function PasskeyRow({ passkey: { id, name, addedAt, lastUsedAt } }: { passkey: PasskeyView }) {
  const remove = useRemovePasskey();
  const [asked, setAsked] = useState<"rename" | "remove" | null>(null);
  const close = () => setAsked(null);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-48 flex-1">
        <p className="break-words font-medium">{name}</p>
        <p className="text-ink-faint text-xs">{m.passkeyAdded({ when: <Moment at={addedAt} /> })}</p>
        {lastUsedAt ? <p className="text-ink-faint text-xs">{m.passkeyUsed({ when: <Moment at={lastUsedAt} /> })}</p> : null}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button variant="quiet" aria-label={m.renameOf({ name })} onClick={() => setAsked("rename")}>
          {m.rename()}
        </Button>
        <Button variant="danger-quiet" aria-label={m.removeOf({ name })} onClick={() => setAsked("remove")}>
          {m.remove()}
        </Button>
      </div>
      {asked === "rename" ? <RenameDialog id={id} name={name} onClose={close} /> : null}
      {asked === "remove" ? (
        <RemoveDialog name={name} request={remove} onConfirm={() => remove.mutateAsync(id)} done={m.passkeyRemoved()} onClose={close} />
      ) : null}
    </li>
  );
}

function RenameDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const announce = useAnnounce();
  const rename = useRenamePasskey(id);
  const [next, setNext] = useState(name);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (next.trim() === "" || rename.isPending) return;
    rename.mutate(next, {
      onSuccess: () => {
        announce(m.passkeyRenamed());
        onClose();
      },
    });
  }

  return (
    <Dialog
      open
      isChanged={next !== name}
      error={rename.error}
      onClose={onClose}
      title={m.renameTitle()}
      actions={<Button onClick={onClose}>{m.cancel()}</Button>}
    >
      <form noValidate onSubmit={submit} className="space-y-4">
        <Field label={m.passkeyName()}>
          {(wiring) => (
            <input
              {...wiring}
              value={next}
              readOnly={rename.isPending}
              maxLength={100}
              onChange={(event) => setNext(event.target.value)}
              className={controlClass()}
            />
          )}
        </Field>
        <SaveButton type="submit" isSaving={rename.isPending}>
          {m.save()}
        </SaveButton>
        <SaveNote isSaving={rename.isPending} isChanged={next !== name} />
      </form>
    </Dialog>
  );
}
