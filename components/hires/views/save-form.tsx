"use client";

import { type FormEvent, useState } from "react";
import type { ShownLayout } from "@/components/hires/columns/layout";
import { changed, type ListAddress, viewQuery } from "@/components/hires/filters/list-address";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { useAnnounce } from "@/components/ui/toast";
import { useSaveView } from "@/lib/hires/views/queries";
import * as panels from "@/lib/messages/generated/hires/panels";

interface SaveFormProps {
  address: ListAddress;
  layout: ShownLayout;
  /** The names of the person's own views: one of them would be replaced. */
  taken: readonly string[];
  go: (next: ListAddress) => void;
  onDone: () => void;
}

/** Keeps the list as it is shown, its columns included, under a name, and goes on in that view. */
export function SaveForm({ address, layout: { columns, density }, taken, go, onDone }: SaveFormProps) {
  const announce = useAnnounce();
  const save = useSaveView();
  const [typed, setTyped] = useState("");
  const name = typed.trim();

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (name === "" || save.isPending) return;
    const shown: ListAddress = { ...changed(address, {}), columns, density };
    save.mutateAsync({ name, query: viewQuery(shown) }).then(
      ({ items }) => {
        announce(panels.viewSaved({ name }));
        go({ ...shown, view: items.find((view) => view.name === name && view.sharedBy === null)?.id ?? null });
        onDone();
      },
      () => {},
    );
  }

  return (
    <form onSubmit={submit}>
      <Field
        label={panels.viewName()}
        error={save.error?.message}
        hint={taken.includes(name) ? panels.replacesView() : panels.viewIsYours()}
      >
        {(wiring) => (
          <input
            {...wiring}
            value={typed}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
            className={controlClass()}
          />
        )}
      </Field>
      <Button type="submit" className="mt-2.5" busy={save.isPending} disabled={name === ""}>
        {panels.saveView()}
      </Button>
    </form>
  );
}
