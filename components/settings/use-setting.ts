import { useState } from "react";
import * as z from "zod/mini";
import { problemsByField, problemsOf } from "@/components/settings/setting-problems";
import { sameJson } from "@/components/ui/conflict";
import { useAnnounce } from "@/components/ui/toast";
import { useConflict } from "@/components/ui/use-conflict";
import { ApiError, conflictingVersion } from "@/lib/http/api-client";
import * as m from "@/lib/messages/generated/settings";
import type { InvalidParam } from "@/lib/platform/problem-codes";
import { useSaveSetting } from "@/lib/settings/queries";
import { type SettingChange, type SettingName, type SettingView, settingSchemas, settingViewSchema } from "@/lib/settings/schema";

interface SettingOptions<Name extends SettingName, Values extends object> {
  valuesOf: (view: SettingView<Name>) => Values;
  changeOf: (values: Values, base: SettingView<Name>) => SettingChange<Name>;
  /** Returns the field that a place in the request's body belongs to; problems of other places are shown for the setting as a whole. */
  fieldOf?: (place: string) => (keyof Values & string) | undefined;
}

/**
 * The form of a setting: what is typed over the version it began with, and how it meets someone else's change. Problems at a field show
 * once the field was left or the form was submitted.
 */
export function useSetting<Name extends SettingName, Values extends object>(
  name: Name,
  view: SettingView<Name>,
  { valuesOf, changeOf, fieldOf = () => undefined }: SettingOptions<Name, Values>,
) {
  const announce = useAnnounce();
  const saving = useSaveSetting(name);
  const [values, setValues] = useState(() => valuesOf(view));
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<readonly InvalidParam[]>([]);
  const edit = useConflict<SettingView<Name>, Values>({
    latest: view,
    typed: values,
    valuesOf,
    isSame: (part, a, b) => sameJson(part, asStored(name, part, a), asStored(name, part, b)),
    show: setValues,
    currentOf: (error) => conflictingVersion(error, settingViewSchema(name)),
  });
  const invalid = problemsOf(name, changeOf(values, edit.base));

  /** Shows the problems, and puts the focus on the first field that has one. */
  function refuse(problems: readonly InvalidParam[]): void {
    setRefused(problems);
    const [first] = Object.keys(problemsByField(problems, fieldOf));
    if (first) document.getElementsByName(first)[0]?.focus();
  }

  function clear(): void {
    setRefused([]);
    setTouched(new Set());
  }

  async function save(): Promise<void> {
    if (invalid.length > 0) return refuse(invalid);
    try {
      const saved = await edit.save(values, ({ values: typed, base }) => saving.mutateAsync(changeOf(typed, base)));
      clear();
      if (saved) announce(m.saved());
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const named = error instanceof ApiError ? error.problem.invalid_params : undefined;
      refuse(named ?? [{ name: "", reason: error.message }]);
    }
  }

  const shown = invalid.filter(({ name: place }) => touched.has(fieldOf(place) ?? ""));
  return {
    /** The version being edited. */
    base: edit.base,
    values,
    change: (some: Partial<Values>) => {
      setRefused([]);
      setValues((before) => ({ ...before, ...some }));
    },
    /** Notes that a field was left. */
    touch: (field: keyof Values & string) => setTouched(new Set([...touched, field])),
    isDirty: edit.isDirty,
    /** Fields that someone else changed too, waiting for an answer. */
    conflicts: edit.conflicts,
    resolve: edit.resolve,
    errors: problemsByField([...refused, ...shown], fieldOf),
    /** Problems that belong to no field. */
    problems: [...new Set(refused.filter(({ name: place }) => !fieldOf(place)).map(({ reason }) => reason))],
    isSaving: saving.isPending,
    save,
    discard: () => {
      clear();
      edit.discard();
    },
  };
}

/** Returns a part of a setting as the server would store it, where it is valid: without the blanks around a text. */
function asStored(name: SettingName, part: PropertyKey, value: unknown): unknown {
  const shape: Partial<Record<PropertyKey, z.core.$ZodType>> = settingSchemas[name].shape;
  const schema = shape[part];
  const parsed = schema ? z.safeParse(schema, value) : undefined;
  return parsed?.success ? parsed.data : value;
}

export type SettingForm<Name extends SettingName, Values extends object> = ReturnType<typeof useSetting<Name, Values>>;
