import type { ComponentProps } from "react";
import { controlClass, Field } from "@/components/ui/field";

export const noSuchDay = "This is not a date in the calendar.";

interface GoLiveFieldProps extends ComponentProps<"input"> {
  hint: string;
  error: string | null;
}

/** The first day on which starting leads to an invitation by itself. */
export function GoLiveField({ hint, error, ...input }: GoLiveFieldProps) {
  return (
    <Field label="Invite by itself only those who start on or after" hint={hint} error={error}>
      {(wiring) => <input {...input} {...wiring} type="date" className={controlClass({ invalid: error !== null }, "w-44!")} />}
    </Field>
  );
}
