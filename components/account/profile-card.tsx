"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { PasswordChange } from "@/components/account/password-change";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { controlClass, Field } from "@/components/ui/field";
import { SaveButton, SaveNote } from "@/components/ui/save-state";
import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import { useAnnounce } from "@/components/ui/toast";
import { useUnsaved } from "@/components/ui/unsaved/use-unsaved";
import { profileOptions, useChangeProfile } from "@/lib/auth/accounts/queries";
import { changeProfileSchema, type Profile } from "@/lib/auth/schema";
import * as m from "@/lib/messages/generated/account";

/** A person's own name, email and password. */
export function ProfileCard() {
  const profile = useQuery(profileOptions());
  return (
    <Card ruled title={m.profile()} className="mt-5 max-w-3xl">
      <div className="p-5">
        {profile.data ? (
          <ProfileForm profile={profile.data} />
        ) : profile.error ? (
          <Failure title={m.profileLoadFailed()} error={profile.error} busy={profile.isFetching} onRetry={() => profile.refetch()} />
        ) : (
          <div className="space-y-4">
            <LoadingNote>{m.loadingProfile()}</LoadingNote>
            <Skeleton className="h-9 w-64" />
            <Skeleton className="h-9 w-64" />
          </div>
        )}
      </div>
    </Card>
  );
}

function ProfileForm({ profile }: { profile: Profile }) {
  const announce = useAnnounce();
  const change = useChangeProfile();
  const [name, setName] = useState(profile.name);
  const isDirty = name !== profile.name;
  useUnsaved(isDirty);
  const parsed = changeProfileSchema.safeParse({ name });
  const problem = parsed.success ? undefined : parsed.error.issues[0]?.message;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (problem !== undefined || change.isPending) return;
    change.mutateAsync({ name }).then(
      (saved) => {
        announce(m.nameSaved());
        // As it is stored, unless more was typed while it was being saved.
        setName((typed) => (typed === name ? saved.name : typed));
      },
      (error: Error) => announce(error.message, "failure"),
    );
  }

  return (
    <>
      <form noValidate onSubmit={submit} className="flex max-w-md flex-wrap items-end gap-3">
        <div className="min-w-48 flex-1">
          <Field label={m.name()} error={problem}>
            {(wiring) => (
              <input
                {...wiring}
                value={name}
                autoComplete="name"
                onChange={(event) => setName(event.target.value)}
                className={controlClass()}
              />
            )}
          </Field>
        </div>
        {isDirty ? (
          <SaveButton type="submit" isSaving={change.isPending}>
            {m.saveName()}
          </SaveButton>
        ) : null}
        <SaveNote isSaving={change.isPending} isChanged={isDirty} />
      </form>
      <p className="mt-4 text-ink-soft">{m.email()}</p>
      <p className="break-words">{profile.email}</p>
      <div className="mt-5">
        {profile.hasPassword ? <PasswordChange email={profile.email} /> : <p className="text-ink-soft">{m.noPassword()}</p>}
      </div>
    </>
  );
}
