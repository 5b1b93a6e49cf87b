import type { ComponentProps } from "react";
import { controlClass, Field } from "@/components/ui/field";
import * as m from "@/lib/messages/generated/connections/connect";

interface GoLiveFieldProps extends ComponentProps<"input"> {
  hint: string;
  error: string | null;
}

/** The first start date that is invited automatically. */
export function GoLiveField({ hint, error, ...input }: GoLiveFieldProps) {
  return (
    <Field label={m.goLiveLabel()} hint={hint} error={error}>
      {(wiring) => <input {...input} {...wiring} type="date" className={controlClass({ invalid: error !== null }, "w-44!")} />}
    </Field>
  );
}
