"use client";

import { type ReactNode, useEffect } from "react";
import type { SettingForm } from "@/components/settings/use-setting";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { Moment } from "@/components/ui/moment";
import { Notice } from "@/components/ui/notice";
import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import type { SettingName } from "@/lib/settings/schema";

interface SettingCardProps<Name extends SettingName> {
  title: string;
  /** What the setting does, in a sentence. */
  about: ReactNode;
  form: SettingForm<Name> | null;
  query: { error: Error | null; isFetching: boolean; refetch: () => unknown };
  onDirty: (isDirty: boolean) => void;
  /** What saving will do, said before it is done. */
  effect?: ReactNode;
  children: (form: SettingForm<Name>) => ReactNode;
}

/** One setting: what it does, the form, what saving will do, and who changed it last. */
export function SettingCard<Name extends SettingName>({ title, about, form, query, onDirty, effect, children }: SettingCardProps<Name>) {
  const isDirty = form?.isDirty ?? false;
  useEffect(() => {
    onDirty(isDirty);
    return () => onDirty(false);
  }, [isDirty, onDirty]);

  return (
    <Card ruled title={title}>
      <div className="p-5">
        <p className="text-pretty text-ink-soft">{about}</p>
        {form ? (
          <>
            <div className="mt-4">{children(form)}</div>
            <Foot form={form} effect={effect} title={title} />
          </>
        ) : query.error ? (
          <div className="mt-4">
            <Failure
              title="This could not be loaded"
              error={query.error}
              busy={query.isFetching}
              onRetry={() => {
                query.refetch();
              }}
            />
          </div>
        ) : (
          <div className="mt-4 space-y-3">
            <LoadingNote>Loading the settings</LoadingNote>
            <Skeleton className="h-5 w-64 max-w-full" />
            <Skeleton className="h-5 w-48" />
          </div>
        )}
      </div>
    </Card>
  );
}

function Foot<Name extends SettingName>({ form, effect, title }: { form: SettingForm<Name>; effect: ReactNode; title: string }) {
  const { base, isDirty, hasConflict, problems } = form;
  return (
    <>
      {hasConflict ? (
        <Notice role="alert" tone="danger" className="mt-4" title={`${base.updatedBy ?? "Someone"} changed this meanwhile`}>
          Nothing of yours is saved yet. Save changes puts yours in place of theirs; Discard shows theirs.
        </Notice>
      ) : null}
      {problems.length > 0 ? (
        <Notice role="alert" tone="danger" className="mt-4" title="Not saved yet">
          {problems.join(" ")}
        </Notice>
      ) : null}
      <div className="mt-4 flex min-h-9 flex-wrap items-center gap-x-3 gap-y-2 border-line border-t pt-4">
        <p className="min-w-48 flex-1 text-pretty text-ink-soft max-sm:basis-full" aria-live="polite">
          {isDirty ? (
            effect
          ) : base.updatedBy && base.updatedAt ? (
            <>
              Last changed by {base.updatedBy} <Moment at={base.updatedAt} />.
            </>
          ) : (
            "Nobody has changed this yet."
          )}
        </p>
        {isDirty ? (
          <>
            <Button variant="quiet" onClick={form.discard}>
              Discard
            </Button>
            <Button variant="primary" busy={form.isSaving} onClick={form.save} aria-label={`Save changes: ${title}`}>
              Save changes
            </Button>
          </>
        ) : null}
      </div>
    </>
  );
}
