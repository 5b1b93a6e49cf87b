"use client";

import { Plus, Trash2 } from "lucide-react";
import Link from "next/link";
import { useOwnFields } from "@/components/hires/own-fields";
import { Counted } from "@/components/settings/counted";
import { FieldSelect } from "@/components/settings/field-select";
import { type CardForm, SettingCard } from "@/components/settings/setting-card";
import { useSettingPreview } from "@/components/settings/use-setting-preview";
import { ValueList } from "@/components/settings/value-list";
import { Button, IconButton } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { fieldLabel, shownValue } from "@/lib/hire-fields/own/words";
import { anyOf, listOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/settings";
import { path } from "@/lib/platform/paths/address";
import { newHirePage, newHiresPage } from "@/lib/platform/paths/pages";
import type { ImportRule } from "@/lib/settings/schema";

/** Which hires are imported. */
export function ImportRulesCard() {
  const own = useOwnFields();
  return (
    <SettingCard
      name="import_rules"
      title={m.importRules()}
      about={m.importRulesAbout({
        link: (text) => (
          <Link href={`${newHiresPage}?status=excluded`} className="text-accent underline underline-offset-2">
            {text}
          </Link>
        ),
      })}
      describe={{ rules: (rules) => (rules.length === 0 ? m.noRules() : listOf(rules.map((rule) => ruleText(rule, own)))) }}
      effect={({ values }) => <Effect rules={values.rules} />}
    >
      {(form) => <Rules form={form} />}
    </SettingCard>
  );
}

function ruleText({ field, is, values }: ImportRule, own: readonly OwnField[]): string {
  return m.rule({ comparison: is, field: fieldLabel(field, own), values: anyOf(values.map((value) => shownValue(field, value, own))) });
}

function Rules({ form: { values, change } }: { form: CardForm<"import_rules"> }) {
  const { rules } = values;
  const put = (at: number, rule: ImportRule) => change({ rules: rules.with(at, rule) });
  return (
    <>
      {rules.length === 0 ? <p>{m.noRules()}</p> : null}
      <ol className="space-y-3">
        {[...rules.entries()].map(([at, rule]) => (
          <li key={at} className="flex flex-wrap items-start gap-2 rounded-control border border-line p-3">
            <FieldSelect
              label={m.ruleField({ n: at + 1 })}
              value={rule.field}
              onChange={(field) => put(at, { ...rule, field, values: [] })}
            />
            <select
              aria-label={m.ruleComparison({ n: at + 1 })}
              value={rule.is}
              onChange={(event) => put(at, { ...rule, is: event.target.value === "none_of" ? "none_of" : "any_of" })}
              className={controlClass({}, "w-auto! pr-8")}
            >
              <option value="any_of">{m.isOneOf()}</option>
              <option value="none_of">{m.isNoneOf()}</option>
            </select>
            <ValueList field={rule.field} values={rule.values} onChange={(next) => put(at, { ...rule, values: next })} />
            <IconButton label={m.removeRule({ n: at + 1 })} onClick={() => change({ rules: rules.toSpliced(at, 1) })}>
              <Trash2 className="size-4" aria-hidden />
            </IconButton>
          </li>
        ))}
      </ol>
      <Button
        className="mt-3"
        icon={<Plus className="size-4" aria-hidden />}
        onClick={() => change({ rules: [...rules, { field: "location", is: "any_of", values: [] }] })}
      >
        {m.addRule()}
      </Button>
    </>
  );
}

function Effect({ rules }: { rules: ImportRule[] }) {
  const isWhole = rules.every(({ values }) => values.length > 0);
  const preview = useSettingPreview("import_rules", { rules }, isWhole);
  if (!isWhole) return m.ruleNeedsValue();
  return <Counted preview={preview}>{(counts) => <Moving {...counts} />}</Counted>;
}

interface MovingProps {
  leftOut: number;
  takenIn: number;
  /** Some of those that are left out. */
  examples: readonly { id: string; name: string }[];
}

function Moving({ leftOut, takenIn, examples }: MovingProps) {
  return (
    <>
      {takenIn > 0 ? <>{m.includes({ count: takenIn })} </> : null}
      {leftOut === 0 ? m.excludesNone() : null}
      {leftOut > examples.length ? m.excludesMore({ count: leftOut }) : null}
      {leftOut > 0 && leftOut === examples.length ? m.excludes({ count: leftOut }) : null}
      {examples.length > 0 ? (
        <span className="mt-1 flex flex-wrap gap-x-3">
          {examples.map(({ id, name }) => (
            <Link key={id} href={path(newHirePage, id)} target="_blank" className="text-accent underline underline-offset-2">
              {name}
            </Link>
          ))}
        </span>
      ) : null}
    </>
  );
}
