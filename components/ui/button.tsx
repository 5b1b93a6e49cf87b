import { clsx } from "clsx";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonVariant, buttonClass } from "@/components/ui/button-look";
import { useRunning } from "@/components/ui/use-running";

interface Look {
  variant?: ButtonVariant;
  /** Stands before the label and gives way to a spinner while `busy`. */
  icon?: ReactNode;
}

interface ButtonProps extends Look, ComponentProps<"button"> {
  /** Under way: shows it, and ignores further presses without losing the focus. */
  busy?: boolean;
}

export function Button({ variant = "outline", icon, busy = false, className, children, onClick, disabled, ...rest }: ButtonProps) {
  // Before the scripts run a press does nothing, so the button says that it is disabled. A submit would even send the form away, with what was typed.
  const isTooEarly = !useRunning();
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || (isTooEarly && rest.type === "submit")}
      aria-busy={busy || undefined}
      aria-disabled={busy || isTooEarly || rest["aria-disabled"] || undefined}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
      className={buttonClass(
        variant,
        clsx(busy && "cursor-progress", isTooEarly ? "cursor-progress" : "disabled:cursor-not-allowed disabled:opacity-55", className),
      )}
    >
      {busy ? <LoaderCircle className="size-4 animate-spin" aria-hidden /> : icon}
      {children}
    </button>
  );
}

interface IconButtonProps extends ComponentProps<"button"> {
  /** Read by screen readers and shown on hover, since the icon stands alone. */
  label: string;
}

export function IconButton({ label, className, children, ...rest }: IconButtonProps) {
  const isTooEarly = !useRunning();
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={isTooEarly || rest["aria-disabled"] || undefined}
      aria-label={label}
      title={label}
      className={clsx(
        "grid size-9 shrink-0 place-items-center rounded-control text-ink-soft transition-colors duration-150 hover:bg-sunken hover:text-ink pointer-coarse:size-11",
        className,
      )}
    >
      {children}
    </button>
  );
}
