"use client";

import { clsx } from "clsx";
import { Copy } from "lucide-react";
import { type ReactNode, useState } from "react";
import { IconButton } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import * as forms from "@/lib/messages/generated/ui/forms";

/** Returns how to copy a text, and what says beside it what came of that: a toast would lie behind a dialog that holds the text. */
export function useCopy(text: string): { copy: () => void; outcome: ReactNode } {
  const [isCopied, setCopied] = useState<boolean | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Browsers keep the clipboard from pages without HTTPS, and from those who refuse it.
      setCopied(false);
    }
  };
  const outcome = (
    <p role="status" className={clsx("mt-1.5 text-xs empty:hidden", isCopied ? "text-started" : "text-danger")}>
      {isCopied === null ? null : isCopied ? forms.copied() : forms.copyFailed()}
    </p>
  );
  return { copy, outcome };
}

interface CopyFieldProps {
  label: string;
  hint?: string;
  value: string;
  /** What the button does: "Copy URL". */
  copyLabel: string;
}

/** A text that is to be pasted elsewhere, with the button that copies it. */
export function CopyField({ label, hint, value, copyLabel }: CopyFieldProps) {
  const { copy, outcome } = useCopy(value);
  return (
    <Field label={label} hint={hint}>
      {(wiring) => (
        <>
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
          {outcome}
        </>
      )}
    </Field>
  );
}
