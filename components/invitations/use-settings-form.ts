import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import {
  fieldProblems,
  type SettingsField,
  settingsResolver,
  settingsValues,
  typedSettings,
} from "@/components/invitations/settings-values";
import { useAnnounce } from "@/components/ui/toast";
import { ApiError } from "@/lib/http/api-client";
import { useSaveSetting } from "@/lib/settings/queries";
import type { SettingView } from "@/lib/settings/schema";

/**
 * The form of the settings. It edits the version it began with (`base`). When somebody else saved meanwhile, theirs becomes
 * the base, what was changed here stays, and the person looks again before saving.
 */
export function useSettingsForm(settings: SettingView<"invitations">, reload: () => Promise<SettingView<"invitations"> | undefined>) {
  const announce = useAnnounce();
  const save = useSaveSetting("invitations");
  const [base, setBase] = useState(settings);
  const [metConflict, setMetConflict] = useState(false);
  const form = useForm({ defaultValues: settingsValues(settings), resolver: settingsResolver(base), mode: "onTouched" });
  const { isDirty, dirtyFields, errors } = form.formState;

  useEffect(() => {
    if (isDirty || settings.version <= base.version) return;
    setBase(settings);
    form.reset(settingsValues(settings));
  }, [isDirty, settings, base.version, form]);

  async function meetConflict() {
    const theirs = await reload();
    if (!theirs) return announce("Someone else changed these settings meanwhile. Try again in a moment.", "failure");
    setBase(theirs);
    form.reset(settingsValues(theirs), { keepDirtyValues: true });
    setMetConflict(true);
  }

  async function showProblem(error: Error) {
    if (error instanceof ApiError && error.problem.code === "version_conflict") return meetConflict();
    const named = error instanceof ApiError ? fieldProblems(error.problem.invalid_params ?? []) : {};
    const fields = Object.keys(named) as SettingsField[];
    for (const field of fields) {
      form.setError(field, { type: "server", message: named[field] ?? error.message }, { shouldFocus: field === fields[0] });
    }
    if (fields.length === 0) announce(error.message, "failure");
  }

  return {
    form,
    /** The settings that are in force, as far as is known here. */
    base,
    isDirty,
    errors,
    /** What was changed here, while somebody else's changes came in beside it. */
    conflict: metConflict ? Object.keys(dirtyFields).length > 0 : false,
    isSaving: save.isPending,
    submit: form.handleSubmit((values) =>
      save.mutateAsync(typedSettings(values, base)).then((saved) => {
        setBase(saved);
        setMetConflict(false);
        form.reset(settingsValues(saved));
        announce("Saved. Invitations that still wait are looked at again.");
      }, showProblem),
    ),
    discard: () => {
      setMetConflict(false);
      form.reset(settingsValues(base));
    },
  };
}

export type SettingsForm = ReturnType<typeof useSettingsForm>["form"];
