import { clsx } from "clsx";

export type ButtonVariant = "primary" | "outline" | "quiet" | "danger" | "danger-quiet";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  outline: "border border-line bg-surface text-ink hover:bg-sunken",
  quiet: "text-ink-soft hover:bg-sunken hover:text-ink",
  danger: "bg-danger text-surface hover:opacity-90",
  "danger-quiet": "text-danger hover:bg-danger-soft",
};

const base =
  "inline-flex print:hidden h-9 shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-control px-3 font-medium transition-colors duration-150 pointer-coarse:h-11";

/** How every button looks, whatever element it is. */
export function buttonClass(variant: ButtonVariant, className?: string): string {
  return clsx(base, variants[variant], className);
}
