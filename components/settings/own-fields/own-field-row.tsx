import { ChevronDown, ChevronUp, Trash2 } from "lucide-react";
import { useId } from "react";
import { ChoiceList } from "@/components/settings/own-fields/choice-list";
import { IconButton } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { type OwnField, ownName } from "@/lib/hire-fields/own/fields";
import { ownFieldTypes } from "@/lib/hire-fields/own/rules";
import * as m from "@/lib/messages/generated/settings/own-fields";

interface OwnFieldRowProps {
  number: number;
  total: number;
  field: OwnField;
  /** Whether hires may have values of it: then its type and its key stay. */
  isStored: boolean;
  onChange: (field: OwnField) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

/** One own field: its label, its type and what it offers to choose from. */
export function OwnFieldRow({ number, total, field, isStored, onChange, onMove, onRemove }: OwnFieldRowProps) {
  const typeId = useId();
  const { label, type, choices = [] } = field;
  const name = label.trim() || m.unnamed({ n: number });
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-48 flex-1">
          <Field label={m.label()}>
            {(wiring) => (
              <input
                {...wiring}
                value={label}
                maxLength={60}
                autoComplete="off"
                onChange={({ target }) => onChange({ ...field, label: target.value })}
                className={controlClass()}
              />
            )}
          </Field>
        </div>
        <div>
          <label htmlFor={typeId} className="block font-medium">
            {m.type()}
          </label>
          <select
            id={typeId}
            value={type}
            disabled={isStored}
            onChange={({ target }) => onChange(withType(field, ownFieldTypes.find((one) => one === target.value) ?? type))}
            className={controlClass({ readOnly: isStored }, "mt-1.5 w-auto! pr-8")}
          >
            {ownFieldTypes.map((one) => (
              <option key={one} value={one}>
                {m.typeName({ type: one })}
              </option>
            ))}
          </select>
        </div>
        <div className="flex">
          <IconButton
            label={m.moveUp({ field: name })}
            disabled={number === 1}
            className="disabled:opacity-40"
            onClick={() => onMove(number - 2)}
          >
            <ChevronUp className="size-4" aria-hidden />
          </IconButton>
          <IconButton
            label={m.moveDown({ field: name })}
            disabled={number === total}
            className="disabled:opacity-40"
            onClick={() => onMove(number)}
          >
            <ChevronDown className="size-4" aria-hidden />
          </IconButton>
          <IconButton label={m.remove({ field: name })} onClick={onRemove}>
            <Trash2 className="size-4" aria-hidden />
          </IconButton>
        </div>
      </div>
      {type === "choice" ? <ChoiceList field={name} choices={choices} onChange={(next) => onChange({ ...field, choices: next })} /> : null}
      <p className="break-words text-ink-faint text-xs">{m.apiName({ name: ownName(field) })}</p>
    </div>
  );
}

function withType({ choices, ...field }: OwnField, type: OwnField["type"]): OwnField {
  return type === "choice" ? { ...field, type, choices: choices ?? [] } : { ...field, type };
}
