"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import Link from "next/link";
import { Fragment } from "react";
import { FieldSelect } from "@/components/settings/field-select";
import { SettingCard } from "@/components/settings/setting-card";
import { useSetting } from "@/components/settings/use-setting";
import { ValueList } from "@/components/settings/value-list";
import { Button, IconButton } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { useDebounced } from "@/components/ui/use-debounced";
import { newHirePage, newHiresPage, path } from "@/lib/platform/paths";
import { settingPreviewOptions } from "@/lib/settings/queries";
import type { ImportRule } from "@/lib/settings/schema";

/** Which hires are taken at all. */
export function ImportRulesCard({ onDirty }: { onDirty: (isDirty: boolean) => void }) {
  const { form, query } = useSetting("import_rules", ({ rules }) => ({ rules }));
  const rules = form?.value.rules ?? [];
  return (
    <SettingCard
      title="Import rules"
      about={
        <>
          A hire is taken when every rule lets them through. The others are listed under{" "}
          <Link href={`${newHiresPage}?status=excluded`} className="text-accent underline underline-offset-2">
            Not imported
          </Link>
          , kept up to date, and can be taken in by hand.
        </>
      }
      form={form}
      query={query}
      onDirty={onDirty}
      effect={<Effect rules={rules} isOn={form?.isDirty ?? false} />}
    >
      {({ value, change }) => {
        const put = (at: number, rule: ImportRule) => change({ rules: value.rules.with(at, rule) });
        return (
          <>
            {value.rules.length === 0 ? <p>No rule: everybody who is hired is taken.</p> : null}
            <ol className="space-y-3">
              {[...value.rules.entries()].map(([at, rule]) => (
                <li key={at} className="flex flex-wrap items-start gap-2 rounded-control border border-line p-3">
                  <FieldSelect
                    label={`Field of rule ${at + 1}`}
                    value={rule.field}
                    onChange={(field) => put(at, { ...rule, field, values: [] })}
                  />
                  <select
                    aria-label={`Comparison of rule ${at + 1}`}
                    value={rule.is}
                    onChange={(event) => put(at, { ...rule, is: event.target.value === "none_of" ? "none_of" : "any_of" })}
                    className={controlClass({}, "w-auto! pr-8")}
                  >
                    <option value="any_of">is one of</option>
                    <option value="none_of">is none of</option>
                  </select>
                  <ValueList field={rule.field} values={rule.values} onChange={(values) => put(at, { ...rule, values })} />
                  <IconButton label={`Remove rule ${at + 1}`} onClick={() => change({ rules: value.rules.toSpliced(at, 1) })}>
                    <Trash2 className="size-4" aria-hidden />
                  </IconButton>
                </li>
              ))}
            </ol>
            <Button
              className="mt-3"
              icon={<Plus className="size-4" aria-hidden />}
              onClick={() => change({ rules: [...value.rules, { field: "location", is: "any_of", values: [] }] })}
            >
              Add a rule
            </Button>
          </>
        );
      }}
    </SettingCard>
  );
}

function Effect({ rules, isOn }: { rules: ImportRule[]; isOn: boolean }) {
  const asked = useDebounced(rules, 300);
  const isWhole = asked.every(({ values }) => values.length > 0);
  const { data, isError } = useQuery({ ...settingPreviewOptions("import_rules", { rules: asked }), enabled: isOn && isWhole });
  if (!isWhole) return "Each rule needs at least one value.";
  if (isError) return "Whom this leaves out could not be counted right now.";
  if (!data) return "Counting whom this leaves out.";
  const { leftOut, takenIn, examples } = data;
  const back = takenIn > 0 ? ` Takes in ${takenIn.toLocaleString("en")} who ${takenIn === 1 ? "is" : "are"} left out now.` : "";
  if (leftOut === 0) return `Leaves out nobody who is here.${back}`;
  return (
    <>
      Leaves out {leftOut.toLocaleString("en")} of those who are here:{" "}
      {examples.map(({ id, name }, at) => (
        <Fragment key={id}>
          {at > 0 ? ", " : ""}
          <Link href={path(newHirePage, id)} target="_blank" className="text-accent underline underline-offset-2">
            {name}
          </Link>
        </Fragment>
      ))}
      {leftOut > examples.length ? " and others" : ""}.{back}
    </>
  );
}
