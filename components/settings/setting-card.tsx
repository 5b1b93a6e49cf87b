"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { LastChange } from "@/components/settings/last-change";
import { type SettingForm, useSetting } from "@/components/settings/use-setting";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConflictNotice } from "@/components/ui/conflict-notice";
import { Dialog } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { Notice } from "@/components/ui/notice";
import { SaveButton, SaveNote } from "@/components/ui/save-state";
import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import * as m from "@/lib/messages/generated/settings";
import { settingOptions } from "@/lib/settings/queries";
import { defaultSettings } from "@/lib/settings/rules";
import type { SettingChange, SettingName, SettingValue, SettingView } from "@/lib/settings/schema";

export type CardForm<Name extends SettingName> = SettingForm<Name, SettingValue<Name>>;

interface Question {
  title: string;
  text: string;
  action: string;
}

interface SettingCardProps<Name extends SettingName> {
  name: Name;
  title: string;
  /** What the setting does, in a sentence. */
  about: ReactNode;
  /** The setting's parts in words, for choosing between two versions. */
  describe: { [Part in keyof SettingValue<Name> & string]: (value: SettingValue<Name>[Part]) => string };
  /** The names of parts that differ from the title. */
  labels?: { [Part in keyof SettingValue<Name> & string]?: string };
  /** What has to be confirmed before a value is saved; null: nothing. */
  question?: (value: SettingValue<Name>, before: SettingValue<Name>) => Promise<Question | null>;
  /** What saving will do, said before it is done. */
  effect: (form: CardForm<Name>) => ReactNode;
  children: (form: CardForm<Name>) => ReactNode;
}

/** One setting: what it does, the form, what saving will do, and who changed it last. */
export function SettingCard<Name extends SettingName>(props: SettingCardProps<Name>) {
  const { data, error, isFetching, refetch } = useQuery(settingOptions(props.name));
  return (
    <Card ruled title={props.title}>
      <div className="p-5">
        <p className="text-pretty text-ink-soft">{props.about}</p>
        {data ? (
          <SettingEditor {...props} view={data} />
        ) : error ? (
          <div className="mt-4">
            <Failure title={m.loadFailed()} error={error} busy={isFetching} onRetry={() => refetch()} />
          </div>
        ) : (
          <div className="mt-4 space-y-3">
            <LoadingNote>{m.loading()}</LoadingNote>
            <Skeleton className="h-5 w-64 max-w-full" />
            <Skeleton className="h-5 w-48" />
          </div>
        )}
      </div>
    </Card>
  );
}

function SettingEditor<Name extends SettingName>(props: SettingCardProps<Name> & { view: SettingView<Name> }) {
  const { name, title, describe, labels, view, effect, question, children } = props;
  const form = useSetting<Name, SettingValue<Name>>(name, view, {
    valuesOf: (from) => settingValueOf(name, from),
    // The version completes the value to the request's body; TypeScript cannot follow the name to its schema.
    changeOf: (values, { version }) => ({ ...values, version }) as unknown as SettingChange<Name>,
  });
  const { base, values, isDirty, conflicts, problems } = form;
  const [asked, setAsked] = useState<Question | null>(null);
  const [isAsking, setAsking] = useState(false);

  async function save(): Promise<void> {
    setAsking(true);
    const next = await question?.(values, settingValueOf(name, base));
    setAsking(false);
    if (next) setAsked(next);
    else await form.save();
  }

  function confirm(): void {
    setAsked(null);
    void form.save();
  }
  const theirs = settingValueOf(name, base);

  return (
    <>
      <div className="mt-4">{children(form)}</div>
      {conflicts.length > 0 ? (
        <div className="mt-4">
          <ConflictNotice
            conflicts={conflicts.map((part) => {
              const key = part as keyof SettingValue<Name> & string;
              return { name: key, label: labels?.[key] ?? title, mine: describe[key](values[key]), theirs: describe[key](theirs[key]) };
            })}
            onResolve={form.resolve}
          />
        </div>
      ) : null}
      {problems.length > 0 ? (
        <Notice role="alert" tone="danger" className="mt-4" title={m.notSaved()}>
          {problems.join(" ")}
        </Notice>
      ) : null}
      <div className="mt-4 flex min-h-9 flex-wrap items-center gap-x-3 gap-y-2 border-line border-t pt-4">
        <p className="min-w-48 flex-1 text-pretty text-ink-soft max-sm:basis-full" aria-live="polite">
          {isDirty ? effect(form) : <LastChange {...base} />}
        </p>
        {isDirty ? (
          <>
            <Button variant="quiet" onClick={form.discard}>
              {m.discard()}
            </Button>
            <SaveButton
              isSaving={form.isSaving || isAsking}
              disabled={conflicts.length > 0}
              onClick={save}
              aria-label={m.saveSetting({ setting: title })}
            >
              {m.save()}
            </SaveButton>
          </>
        ) : null}
        <SaveNote isSaving={form.isSaving} isChanged={isDirty} />
      </div>
      <Dialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={asked?.title ?? ""}
        actions={
          <>
            <Button onClick={() => setAsked(null)}>{m.keepEditing()}</Button>
            <Button variant="danger" onClick={confirm}>
              {asked?.action}
            </Button>
          </>
        }
      >
        {asked?.text}
      </Dialog>
    </>
  );
}

/** Returns the parts of a view that are the setting's value. */
function settingValueOf<Name extends SettingName>(name: Name, view: SettingView<Name>): SettingValue<Name> {
  const parts = Object.keys(defaultSettings[name]) as (keyof SettingView<Name>)[];
  return Object.fromEntries(parts.map((part) => [part, view[part]])) as SettingValue<Name>;
}
