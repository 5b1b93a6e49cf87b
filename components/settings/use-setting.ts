import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAnnounce } from "@/components/ui/toast";
import { ApiError } from "@/lib/http/api-client";
import { settingOptions, useSaveSetting } from "@/lib/settings/queries";
import type { SettingName, SettingValue, SettingView } from "@/lib/settings/schema";

export interface SettingForm<Name extends SettingName> {
  /** What is in force, as far as is known here. */
  base: SettingView<Name>;
  value: SettingValue<Name>;
  change: (value: SettingValue<Name>) => void;
  isDirty: boolean;
  /** Somebody else saved meanwhile; what was changed here is kept, and theirs is in force. */
  hasConflict: boolean;
  /** What the server says is wrong, in words. */
  problems: string[];
  isSaving: boolean;
  save: () => void;
  discard: () => void;
}

/** The form of one setting over the version it began with; null while that is not known. */
export function useSetting<Name extends SettingName>(
  name: Name,
  pick: (view: SettingView<Name>) => SettingValue<Name>,
): { form: SettingForm<Name> | null; query: ReturnType<typeof useQuery<SettingView<Name>>> } {
  const announce = useAnnounce();
  const query = useQuery(settingOptions(name));
  const saving = useSaveSetting(name);
  const [draft, setDraft] = useState<{ from: number; value: SettingValue<Name> } | null>(null);
  const [problems, setProblems] = useState<string[]>([]);
  const base = query.data;
  const stored = base ? pick(base) : null;
  const value = draft?.value ?? stored;
  const isDirty = draft !== null && JSON.stringify(draft.value) !== JSON.stringify(stored);

  if (!base || value === null) return { form: null, query };

  async function showProblem(error: Error) {
    if (error instanceof ApiError && error.problem.code === "version_conflict") {
      await query.refetch();
      return;
    }
    const named = error instanceof ApiError ? (error.problem.invalid_params ?? []).map(({ reason }) => reason) : [];
    setProblems(named.length > 0 ? [...new Set(named)] : [error.message]);
  }

  return {
    query,
    form: {
      base,
      value,
      change: (next) => {
        setProblems([]);
        setDraft({ from: draft?.from ?? base.version, value: next });
      },
      isDirty,
      hasConflict: isDirty && draft !== null && draft.from !== base.version,
      problems,
      isSaving: saving.isPending,
      // Over theirs only when theirs were seen: a version that came in beside the draft is said first.
      save: () =>
        void saving.mutateAsync({ ...value, version: base.version }).then(() => {
          setDraft(null);
          announce("Saved.");
        }, showProblem),
      discard: () => {
        setProblems([]);
        setDraft(null);
      },
    },
  };
}
