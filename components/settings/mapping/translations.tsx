import { Plus, Trash2 } from "lucide-react";
import { useId } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { said } from "@/lib/hire-fields/own/rules";
import * as m from "@/lib/messages/generated/settings";
import { type FieldMapping, unknownValues } from "@/lib/settings/mapping/schema";

interface TranslationsProps {
  mapping: FieldMapping;
  /** Values of recent hires that no translation names. */
  untranslated: readonly string[];
  onChange: (mapping: FieldMapping) => void;
}

/** What stands here in place of Greenhouse's values, and what becomes of a value that is not among them. */
export function Translations({ mapping, untranslated, onChange }: TranslationsProps) {
  const { translate, unknown } = mapping;
  const unknownId = useId();
  const put = (next: FieldMapping["translate"]) => onChange({ ...mapping, translate: next });
  const add = (from: string) => put([...translate, { from, to: "" }]);
  const offered = untranslated.filter((value) => !translate.some(({ from }) => said(from) === said(value)));
  return (
    <details className="w-full pl-1" open={translate.length > 0 || unknown !== "keep" || undefined}>
      <summary className="w-fit cursor-pointer py-1 text-accent">{m.translateValues()}</summary>
      <div className="mt-1 space-y-2 border-line border-l-2 pl-3">
        <ul className="space-y-2">
          {Array.from(translate.entries(), ([at, one]) => (
            // A translation has no name but its place.
            <li key={at} className="flex flex-wrap items-center gap-2">
              <input
                aria-label={m.translationFrom({ n: at + 1 })}
                value={one.from}
                maxLength={200}
                onChange={({ target }) => put(translate.with(at, { ...one, from: target.value }))}
                className={controlClass({}, "sm:w-44!")}
              />
              <span className="text-ink-soft">{m.becomes()}</span>
              <input
                aria-label={m.translationTo({ n: at + 1 })}
                value={one.to}
                maxLength={200}
                onChange={({ target }) => put(translate.with(at, { ...one, to: target.value }))}
                className={controlClass({}, "sm:w-44!")}
              />
              <IconButton label={m.removeTranslation({ n: at + 1 })} onClick={() => put(translate.toSpliced(at, 1))}>
                <Trash2 className="size-4" aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
        <Button icon={<Plus className="size-4" aria-hidden />} onClick={() => add("")}>
          {m.addTranslation()}
        </Button>
        {offered.length > 0 ? (
          <div>
            <p className="text-ink-soft">{m.untranslated()}</p>
            <div className="mt-1 flex flex-wrap gap-1.5">
              {offered.map((value) => (
                <Button key={value} onClick={() => add(value)}>
                  <span className="wrap-anywhere">{value}</span>
                </Button>
              ))}
            </div>
          </div>
        ) : null}
        <div className="flex flex-wrap items-center gap-2">
          <label htmlFor={unknownId} className="text-ink-soft">
            {m.unknownValue()}
          </label>
          <select
            id={unknownId}
            value={unknown}
            onChange={({ target }) => onChange({ ...mapping, unknown: unknownValues.find((one) => one === target.value) ?? "keep" })}
            className={controlClass({}, "w-auto! pr-8")}
          >
            {unknownValues.map((choice) => (
              <option key={choice} value={choice}>
                {m.unknownChoice({ choice })}
              </option>
            ))}
          </select>
        </div>
      </div>
    </details>
  );
}
