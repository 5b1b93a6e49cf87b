"use client";

import type { FormEvent } from "react";
import { LinkCard, TimeZoneCard } from "@/components/invitations/link-cards";
import {
  fieldOf,
  type InvitationForm,
  type SettingsField,
  settingsLabels,
  settingsValues,
  typedSettings,
  valueText,
} from "@/components/invitations/settings-values";
import { MailCard } from "@/components/invitations/template/mail-card";
import { RemindersCard, TimingCard } from "@/components/invitations/timing-cards";
import { LastChange } from "@/components/settings/last-change";
import { useSetting } from "@/components/settings/use-setting";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { ConflictNotice } from "@/components/ui/conflict-notice";
import { Notice } from "@/components/ui/notice";
import { SaveButton } from "@/components/ui/save-state";
import * as m from "@/lib/messages/generated/invitations";
import type { SettingView } from "@/lib/settings/schema";

/** The form of the invitation settings. */
export function SettingsForm({ view }: { view: SettingView<"invitations"> }) {
  const form: InvitationForm = useSetting("invitations", view, { valuesOf: settingsValues, changeOf: typedSettings, fieldOf });
  const { base, isDirty, conflicts, problems } = form;
  const theirs = settingsValues(base);

  function submit(event: FormEvent) {
    event.preventDefault();
    form.save();
  }

  return (
    <form noValidate onSubmit={submit}>
      <p className="mt-1 text-ink-soft">
        <LastChange {...base} />
      </p>
      <div className="mt-4">
        {conflicts.length > 0 ? (
          <ConflictNotice<SettingsField>
            conflicts={conflicts.map((name) => ({
              name,
              label: settingsLabels[name](),
              mine: valueText(name, form.values[name]),
              theirs: valueText(name, theirs[name]),
            }))}
            onResolve={form.resolve}
          />
        ) : null}
        {problems.length > 0 ? (
          <Notice role="alert" tone="danger" title={m.notSaved()}>
            {problems.join(" ")}
          </Notice>
        ) : null}
      </div>
      <div className="mt-5 grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
        <TimingCard form={form} />
        <RemindersCard form={form} />
        <LinkCard form={form} />
        <TimeZoneCard form={form} />
      </div>
      <MailCard form={form} ours={base.defaultTemplate} />
      <ActionBar sentence={isDirty ? m.effect() : m.noChanges()} isSaving={form.isSaving} isChanged={isDirty}>
        {isDirty ? (
          <Button variant="quiet" onClick={form.discard}>
            {m.discard()}
          </Button>
        ) : null}
        <SaveButton type="submit" isSaving={form.isSaving} disabled={conflicts.length > 0}>
          {m.save()}
        </SaveButton>
      </ActionBar>
    </form>
  );
}
