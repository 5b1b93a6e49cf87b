import { clsx } from "clsx";
import { type ReactNode, useId } from "react";
import { useTypedEarly } from "@/components/ui/use-typed-early";

/** How every text control looks; `wanted` is one whose value is missing. */
export function controlClass(state: { invalid?: boolean; wanted?: boolean; readOnly?: boolean } = {}, className?: string): string {
  return clsx(
    "h-9 w-full rounded-control border px-3 placeholder:text-ink-faint pointer-coarse:h-11",
    state.invalid
      ? "border-danger bg-surface"
      : state.wanted
        ? "border-pending-line bg-pending-soft/40"
        : state.readOnly
          ? "border-line bg-sunken text-ink-soft"
          : "border-line-strong/60 bg-surface",
    className,
  );
}

interface ControlWiring {
  id: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** Puts the hint under the label, where it says what to enter; else it stands under the control. */
  hintFirst?: boolean;
  error?: ReactNode;
  /** Receives what ties the control to its label, hint and error. */
  children: (wiring: ControlWiring) => ReactNode;
}

/** A control under its label, with its hint and what is wrong with it, tied together for screen readers. */
export function Field({ label, hint, hintFirst = false, error, children }: FieldProps) {
  const id = useId();
  useTypedEarly(id);
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [errorId, hintId].filter(Boolean).join(" ");
  const hintText = hint ? (
    <p id={hintId} className={clsx("text-ink-faint text-xs", !hintFirst && "mt-1.5")}>
      {hint}
    </p>
  ) : null;
  return (
    <div>
      <label htmlFor={id} className="block font-medium">
        {label}
      </label>
      {hintFirst ? hintText : null}
      <div className="mt-1.5">
        {children({ id, "aria-invalid": error ? true : undefined, "aria-describedby": describedBy || undefined })}
      </div>
      {error ? (
        <p id={errorId} className="mt-1.5 text-danger text-xs">
          {error}
        </p>
      ) : null}
      {hintFirst ? null : hintText}
    </div>
  );
}
