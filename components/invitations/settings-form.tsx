"use client";

import { LinkCard, TimeZoneCard } from "@/components/invitations/link-cards";
import { MailCard } from "@/components/invitations/template/mail-card";
import { RemindersCard, TimingCard } from "@/components/invitations/timing-cards";
import { useSettingsForm } from "@/components/invitations/use-settings-form";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { Notice } from "@/components/ui/notice";
import { UnsavedGuard } from "@/components/ui/unsaved-guard";
import type { SettingView } from "@/lib/settings/schema";

interface SettingsFormProps {
  settings: SettingView<"invitations">;
  reload: () => Promise<SettingView<"invitations"> | undefined>;
}

export function SettingsForm({ settings, reload }: SettingsFormProps) {
  const { form, base, isDirty, conflict, isSaving, submit, discard } = useSettingsForm(settings, reload);
  return (
    <form noValidate onSubmit={submit}>
      <UnsavedGuard active={isDirty} />
      <p className="mt-1 text-ink-soft">
        {base.updatedBy && base.updatedAt ? (
          <>
            Last changed by {base.updatedBy} <Moment at={base.updatedAt} />.
          </>
        ) : (
          "Nobody has changed anything here yet."
        )}
      </p>
      {conflict ? (
        <Notice role="alert" tone="danger" className="mt-4" title="Not saved yet: someone else changed these settings meanwhile">
          What you changed is kept, and everything else shows theirs. Look at it again, then save.
        </Notice>
      ) : null}
      <div className="mt-5 grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
        <TimingCard form={form} />
        <RemindersCard form={form} />
        <LinkCard form={form} />
        <TimeZoneCard form={form} />
      </div>
      <MailCard form={form} ours={base.defaultTemplate} />
      <ActionBar
        sentence={
          isDirty
            ? "Saving counts for every invitation that has not gone out yet. Links that are out keep the time they have."
            : "Nothing has changed since the last save."
        }
      >
        {isDirty ? (
          <Button variant="quiet" onClick={discard}>
            Discard
          </Button>
        ) : null}
        <Button type="submit" variant="primary" busy={isSaving}>
          Save
        </Button>
      </ActionBar>
    </form>
  );
}
