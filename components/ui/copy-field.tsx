"use client";

import { Copy } from "lucide-react";
import { IconButton } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { useAnnounce } from "@/components/ui/toast";
import * as forms from "@/lib/messages/generated/ui/forms";

interface CopyFieldProps {
  label: string;
  hint?: string;
  value: string;
  /** What the button does: "Copy URL". */
  copyLabel: string;
}

/** A text that is to be pasted elsewhere, with the button that copies it. */
export function CopyField({ label, hint, value, copyLabel }: CopyFieldProps) {
  const announce = useAnnounce();

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      announce(forms.copied());
    } catch {
      // Browsers keep the clipboard from pages without HTTPS, and from those who refuse it.
      announce(forms.copyFailed(), "failure");
    }
  }

  return (
    <Field label={label} hint={hint}>
      {(wiring) => (
        <div className="flex gap-1">
          <input
            {...wiring}
            readOnly
            value={value}
            onFocus={(event) => event.target.select()}
            className={controlClass({ readOnly: true }, "min-w-0 text-ellipsis px-2.5! font-mono text-xs")}
          />
          <IconButton label={copyLabel} className="border border-line" onClick={copy}>
            <Copy className="size-4" aria-hidden />
          </IconButton>
        </div>
      )}
    </Field>
  );
}
