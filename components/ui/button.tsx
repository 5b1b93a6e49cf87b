import { clsx } from "clsx";
import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";

export type ButtonVariant = "primary" | "outline" | "quiet" | "danger" | "danger-quiet";

interface Look {
  variant?: ButtonVariant;
  /** Stands before the label and gives way to a spinner while `busy`. */
  icon?: ReactNode;
}

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  outline: "border border-line bg-surface text-ink hover:bg-sunken",
  quiet: "text-ink-soft hover:bg-sunken hover:text-ink",
  danger: "bg-danger text-surface hover:opacity-90",
  "danger-quiet": "text-danger hover:bg-danger-soft",
};

const base =
  "inline-flex h-9 shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-control px-3 font-medium transition-colors duration-150 pointer-coarse:h-11";

interface ButtonProps extends Look, ComponentProps<"button"> {
  /** Under way: shows it, and ignores further presses without losing the focus. */
  busy?: boolean;
}

export function Button({ variant = "outline", icon, busy = false, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest["aria-disabled"] || undefined}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
      className={clsx(base, variants[variant], busy && "cursor-progress", "disabled:cursor-not-allowed disabled:opacity-55", className)}
    >
      {busy ? <LoaderCircle className="size-4 animate-spin" aria-hidden /> : icon}
      {children}
    </button>
  );
}

export function ButtonLink({ variant = "outline", icon, className, children, ...rest }: Look & ComponentProps<typeof Link>) {
  return (
    <Link {...rest} className={clsx(base, variants[variant], className)}>
      {icon}
      {children}
    </Link>
  );
}

interface IconButtonProps extends ComponentProps<"button"> {
  /** Read by screen readers and shown on hover, since the icon stands alone. */
  label: string;
}

export function IconButton({ label, className, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
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
