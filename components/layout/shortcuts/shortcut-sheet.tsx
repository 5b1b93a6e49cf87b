"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { turnSingleKeys, useSingleKeysAreOn } from "@/components/ui/shortcuts";
import * as layout from "@/lib/messages/generated/layout";
import * as shortcuts from "@/lib/messages/generated/layout/shortcuts";
import * as ui from "@/lib/messages/generated/ui";

const groups: { title: () => string; keys: [key: string, does: () => string][] }[] = [
  {
    title: shortcuts.shortcutsEverywhere,
    keys: [
      [layout.searchKey(), layout.searchTitle],
      ["?", shortcuts.thisSheet],
      ["Esc", shortcuts.closePanel],
    ],
  },
  {
    title: shortcuts.shortcutsInList,
    keys: [
      ["/", shortcuts.search],
      ["j  k", shortcuts.nextRow],
      ["x", shortcuts.selectRow],
      ["Enter", shortcuts.openRow],
    ],
  },
  {
    title: shortcuts.shortcutsOnRecord,
    keys: [
      ["j  k", shortcuts.nextHire],
      ["u", shortcuts.backToList],
      ["Esc", shortcuts.leaveField],
      ["Ctrl S", shortcuts.save],
      ["Ctrl Enter", shortcuts.saveAndNext],
    ],
  },
];

/** Every key that does something, and the way to turn single keys off. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const isOn = useSingleKeysAreOn();
  return (
    <Dialog open onClose={onClose} title={shortcuts.shortcuts()} actions={<Button onClick={onClose}>{ui.close()}</Button>}>
      <div className="space-y-4 text-ink">
        {groups.map(({ title, keys }) => (
          <section key={title()} aria-label={title()}>
            <h3 className="text-ink-faint text-xs">{title()}</h3>
            <dl className="mt-1">
              {keys.map(([key, does]) => (
                <div key={key} className="flex items-center gap-3 py-1">
                  <dt className="w-24 shrink-0">
                    <kbd className="rounded border border-line-strong/60 bg-sunken px-1.5 py-0.5 font-sans text-xs">{key}</kbd>
                  </dt>
                  <dd>{does()}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <label className="flex min-h-9 cursor-pointer items-center gap-2.5">
          <input
            type="checkbox"
            className="size-4 accent-(--accent)"
            checked={isOn}
            onChange={(event) => turnSingleKeys(event.target.checked)}
          />
          {shortcuts.singleKeys()}
        </label>
      </div>
    </Dialog>
  );
}
