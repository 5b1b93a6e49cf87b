"use client";

import { useEffect, useRef } from "react";

const box = "size-4 accent-(--accent) pointer-coarse:size-5";
// The label is the target: the box alone is smaller than a finger, or a careless click.
const target = "grid size-9 -m-2.5 cursor-pointer place-items-center pointer-coarse:size-11";

interface SelectBoxProps {
  label: string;
  checked: boolean;
  /** `range` is true when Shift was held. */
  onToggle: (range: boolean) => void;
}

/** Selects one row. */
export function SelectBox({ label, checked, onToggle }: SelectBoxProps) {
  return (
    <label className={target}>
      <input
        type="checkbox"
        aria-label={label}
        className={box}
        checked={checked}
        onChange={(event) => onToggle(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
      />
    </label>
  );
}

interface SelectAllProps {
  label: string;
  selected: number;
  total: number;
  onToggle: () => void;
}

/** Selects all rows or none, and shows when only some are. */
export function SelectAll({ label, selected, total, onToggle }: SelectAllProps) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = selected > 0 && selected < total;
  }, [selected, total]);
  return (
    <label className={target}>
      <input ref={ref} type="checkbox" aria-label={label} className={box} checked={total > 0 && selected === total} onChange={onToggle} />
    </label>
  );
}
