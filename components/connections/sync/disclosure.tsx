import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";

interface DisclosureProps {
  label: string;
  isOpen: boolean;
  /** The id of what it shows, where that is one element. */
  controls?: string;
  onToggle: () => void;
}

/** Shows and hides what belongs to a row. */
export function Disclosure({ label, isOpen, controls, onToggle }: DisclosureProps) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={isOpen ? controls : undefined}
      onClick={onToggle}
      className="-mb-1.5 -ml-2 flex h-9 items-center gap-1 rounded-control px-2 text-accent text-xs hover:bg-accent-soft pointer-coarse:h-11"
    >
      {label}
      <ChevronDown className={clsx("size-3.5 transition-transform duration-150", isOpen && "rotate-180")} aria-hidden />
    </button>
  );
}
