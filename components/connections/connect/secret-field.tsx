"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { IconButton } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";

interface SecretFieldProps extends ComponentProps<"input"> {
  label: string;
  showLabel: string;
  hideLabel: string;
  error: string | undefined;
  /** It was typed as it should be, and Greenhouse refused it. */
  isRefused: boolean;
}

/** A secret to paste: hidden until it is asked to be seen, and kept from password managers and spelling checkers. */
export function SecretField({ label, showLabel, hideLabel, error, isRefused, ...input }: SecretFieldProps) {
  const [isShown, setShown] = useState(false);
  return (
    <Field label={label} error={error}>
      {(wiring) => (
        <div className="flex gap-2">
          <input
            {...input}
            {...wiring}
            type={isShown ? "text" : "password"}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className={controlClass({ invalid: Boolean(error) || isRefused }, "min-w-0 font-mono")}
          />
          <IconButton label={isShown ? hideLabel : showLabel} className="border border-line" onClick={() => setShown(!isShown)}>
            {isShown ? <EyeOff className="size-4" aria-hidden /> : <Eye className="size-4" aria-hidden />}
          </IconButton>
        </div>
      )}
    </Field>
  );
}
