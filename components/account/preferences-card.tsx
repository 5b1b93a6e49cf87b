"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Card } from "@/components/ui/card";
import { controlClass, Field } from "@/components/ui/field";
import { SaveButton, SaveNote } from "@/components/ui/save-state";
import { useTimeZone } from "@/components/ui/time-zone";
import { useAnnounce } from "@/components/ui/toast";
import { useGo } from "@/components/ui/unsaved/use-go";
import { useUnsaved } from "@/components/ui/unsaved/use-unsaved";
import { profileOptions, useChangeProfile } from "@/lib/auth/accounts/queries";
import type { Profile } from "@/lib/auth/schema";
import * as m from "@/lib/messages/generated/account";

const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

/** In which zone a person is told times, and in which language. */
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

function PreferencesForm({ profile }: { profile: Profile }) {
  const announce = useAnnounce();
  const change = useChangeProfile();
  const { refresh } = useGo();
  const organizationZone = useTimeZone();
  // Over what is stored: what is chosen while a save is under way is so kept, and no longer counts once it is the same.
  const [chosen, setChosen] = useState<Pick<Profile, "timeZone">>();
  const { timeZone } = chosen ?? profile;
  const isChanged = timeZone !== profile.timeZone;
  useUnsaved(isChanged);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isChanged || change.isPending) return;
    change.mutateAsync({ timeZone }).then(
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
              value={timeZone ?? ""}
              onChange={(event) => setChosen({ timeZone: event.target.value || null })}
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
      <div className="flex flex-wrap items-center gap-2">
        <SaveButton type="submit" isSaving={change.isPending} disabled={!isChanged && !change.isPending}>
          {m.savePreferences()}
        </SaveButton>
        <SaveNote isSaving={change.isPending} isChanged={isChanged} />
      </div>
    </form>
  );
}
