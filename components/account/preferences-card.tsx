"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Permitted } from "@/components/auth/permitted";
import { Card } from "@/components/ui/card";
import { controlClass, Field } from "@/components/ui/field";
import { RadioList } from "@/components/ui/radio-list";
import { SaveButton, SaveNote } from "@/components/ui/save-state";
import { useTimeZone } from "@/components/ui/time-zone";
import { useAnnounce } from "@/components/ui/toast";
import { useGo } from "@/components/ui/unsaved/use-go";
import { useUnsaved } from "@/components/ui/unsaved/use-unsaved";
import { profileOptions, useChangeProfile } from "@/lib/auth/accounts/queries";
import { incompleteHireEmails, type Profile } from "@/lib/auth/schema";
import * as m from "@/lib/messages/generated/account";

const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

/** In which zone a person is told times, in which language, and which emails they get. */
export function PreferencesCard() {
  const { data } = useQuery(profileOptions());
  // The card above says what cannot be loaded.
  if (!data) return null;
  return (
    <Card ruled title={m.preferences()} className="mt-4 max-w-3xl">
      <div className="p-5">
        <p className="text-ink-soft">{m.preferencesAbout()}</p>
        <PreferencesForm profile={data} />
      </div>
    </Card>
  );
}

const choiceNames = ["timeZone", "noticeEmails", "incompleteHireEmails", "weeklyDigest"] as const;
type Choices = Pick<Profile, (typeof choiceNames)[number]>;

function PreferencesForm({ profile }: { profile: Profile }) {
  const announce = useAnnounce();
  const change = useChangeProfile();
  const { refresh } = useGo();
  const organizationZone = useTimeZone();
  const headingId = useId();
  // Over what is stored: what is typed while a save is under way is so kept, and no longer counts once it is the same.
  const [typed, setTyped] = useState<Partial<Choices>>({});
  const values: Choices = { ...profile, ...typed };
  const isChanged = choiceNames.some((name) => values[name] !== profile[name]);
  useUnsaved(isChanged);
  const choose = (choice: Partial<Choices>) => setTyped((before) => ({ ...before, ...choice }));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isChanged || change.isPending) return;
    const { timeZone, noticeEmails, incompleteHireEmails: emails, weeklyDigest } = values;
    change.mutateAsync({ timeZone, noticeEmails, incompleteHireEmails: emails, weeklyDigest }).then(
      () => {
        announce(m.preferencesSaved());
        refresh();
      },
      (error: Error) => announce(error.message, "failure"),
    );
  }

  return (
    <form noValidate onSubmit={submit} className="mt-4 space-y-5">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={m.timeZone()} hint={m.timeZoneHint()}>
          {(wiring) => (
            <select
              {...wiring}
              value={values.timeZone ?? ""}
              onChange={(event) => choose({ timeZone: event.target.value || null })}
              className={controlClass({}, "pr-8")}
            >
              <option value="">{m.organizationTimeZone({ timeZone: organizationZone })}</option>
              {zones.map((zone) => (
                <option key={zone} value={zone}>
                  {zone}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div>
          <p className="font-medium">{m.language()}</p>
          <p className="mt-2 text-ink-soft">{m.languageOnly()}</p>
        </div>
      </div>
      <section aria-labelledby={headingId}>
        <h3 id={headingId} className="font-medium">
          {m.emails()}
        </h3>
        <Permitted to="settings.manage">
          <Tick checked={values.noticeEmails} onChange={(noticeEmails) => choose({ noticeEmails })}>
            {m.noticeEmails()}
          </Tick>
        </Permitted>
        <p className="mt-2 text-ink-soft">{m.incompleteHires()}</p>
        <RadioList
          label={m.incompleteHires()}
          options={incompleteHireEmails.map((choice) => ({ id: choice, label: m.incompleteHiresChoice({ choice }) }))}
          selected={values.incompleteHireEmails}
          onSelect={(choice) => choose({ incompleteHireEmails: choice })}
        />
        <Tick checked={values.weeklyDigest} onChange={(weeklyDigest) => choose({ weeklyDigest })}>
          {m.weeklyDigest()}
        </Tick>
      </section>
      <div className="flex flex-wrap items-center gap-2">
        <SaveButton type="submit" isSaving={change.isPending} disabled={!isChanged && !change.isPending}>
          {m.savePreferences()}
        </SaveButton>
        <SaveNote isSaving={change.isPending} isChanged={isChanged} />
      </div>
    </form>
  );
}

interface TickProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

/** A choice between yes and no, with its words. */
function Tick({ checked, onChange, children }: TickProps) {
  return (
    <label className="mt-2 flex min-h-9 cursor-pointer items-center gap-2.5 pointer-coarse:min-h-11">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 shrink-0 accent-(--accent) pointer-coarse:size-5"
      />
      <span>{children}</span>
    </label>
  );
}
