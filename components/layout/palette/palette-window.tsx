import { Search } from "lucide-react";
import type { ReactNode, RefObject } from "react";

/** Attributes of the palette's field, before its code has come and after. */
export const paletteField = {
  autoComplete: "off",
  spellCheck: false,
  maxLength: 200,
  className: "h-12 min-w-0 flex-1 bg-transparent outline-none placeholder:text-ink-faint",
} as const;

interface PaletteWindowProps {
  dialog: RefObject<HTMLDialogElement | null>;
  label: string;
  field: ReactNode;
  onClose: () => void;
  /** What was found. */
  children?: ReactNode;
}

/** The window of the palette, which stands there before its code has come, too. A press beside it closes it. */
export function PaletteWindow({ dialog, label, field, onClose, children }: PaletteWindowProps) {
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      onClose={onClose}
      onPointerDown={(event) => event.target === event.currentTarget && dialog.current?.close()}
      className="mx-auto mt-[10dvh] mb-auto w-[calc(100%-2rem)] max-w-xl rounded-card border border-line bg-surface p-0 text-ink"
    >
      <div className="flex items-center gap-2.5 border-line border-b px-4">
        <Search className="size-4 shrink-0 text-ink-soft" aria-hidden />
        {field}
      </div>
      {children}
    </dialog>
  );
}
