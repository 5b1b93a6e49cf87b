import type { NumberField as Name } from "@/components/invitations/settings-values";
import type { SettingsForm } from "@/components/invitations/use-settings-form";
import { controlClass, Field } from "@/components/ui/field";
import { invitationRanges } from "@/lib/settings/schema";

interface NumberFieldProps {
  form: SettingsForm;
  name: Name;
  label: string;
  hint?: string;
}

/** One of the settings that count something. */
export function NumberField({ form, name, label, hint }: NumberFieldProps) {
  const error = form.formState.errors[name]?.message;
  const { min, max } = invitationRanges[name];
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <input
          {...form.register(name)}
          {...wiring}
          type="number"
          min={min}
          max={max}
          className={controlClass({ invalid: error !== undefined }, "w-24!")}
        />
      )}
    </Field>
  );
}
