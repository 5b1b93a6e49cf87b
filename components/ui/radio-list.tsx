import { type ReactNode, useId } from "react";

interface RadioListProps<Id extends string> {
  /** What is chosen, for screen readers; the place says it to eyes. */
  label: string;
  /** `extra` is what belongs to a choice, and stands under it while it is chosen. */
  options: readonly { id: Id; label: ReactNode; extra?: ReactNode }[];
  selected: Id;
  onSelect: (id: Id) => void;
}

/** A choice of one among a few. */
export function RadioList<Id extends string>({ label, options, selected, onSelect }: RadioListProps<Id>) {
  const name = useId();
  return (
    <fieldset>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <div key={option.id}>
          <label className="flex min-h-9 cursor-pointer items-center gap-2.5 py-1 pointer-coarse:min-h-11">
            <input
              type="radio"
              name={name}
              checked={option.id === selected}
              onChange={() => onSelect(option.id)}
              className="size-4 shrink-0 accent-(--accent) pointer-coarse:size-5"
            />
            <span className="min-w-0">{option.label}</span>
          </label>
          {option.extra && option.id === selected ? <div className="mb-2 ml-6.5">{option.extra}</div> : null}
        </div>
      ))}
    </fieldset>
  );
}
