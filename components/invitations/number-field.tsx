import type { InvitationForm, NumberField as Name } from "@/components/invitations/settings-values";
import { controlClass, Field } from "@/components/ui/field";
import { invitationRanges } from "@/lib/settings/schema";

interface NumberFieldProps {
  form: InvitationForm;
  name: Name;
  label: string;
  hint?: string;
}

/** One of the settings that count something. */
export function NumberField({ form, name, label, hint }: NumberFieldProps) {
  const error = form.errors[name];
  const { min, max } = invitationRanges[name];
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <input
          {...wiring}
          name={name}
          type="number"
          min={min}
          max={max}
          value={form.values[name]}
          onChange={(event) => form.change({ [name]: event.target.value })}
          onBlur={() => form.touch(name)}
          className={controlClass({ invalid: error !== undefined }, "w-24!")}
        />
      )}
    </Field>
  );
}
