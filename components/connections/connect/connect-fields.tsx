import { ArrowRight } from "lucide-react";
import { SecretField } from "@/components/connections/connect/secret-field";
import type { ConnectForm } from "@/components/connections/connect/use-connect";
import { v1RetiredOn } from "@/components/connections/connect/ways";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/connections/connect";

interface FieldsProps {
  form: ConnectForm;
  /** Greenhouse refused what was entered. */
  isRefused: boolean;
  readOnly: boolean;
}

/** The field for a Harvest v1 key, named as EMPTrust's guide names it, and the way to the v3 fields. */
export function KeyFields({ form, isRefused, readOnly, onV3 }: FieldsProps & { onV3: () => void }) {
  return (
    <>
      <Notice
        tone="warning"
        title={m.retiredTitle({ day: plainDate(v1RetiredOn, "long") })}
        className="mb-4"
        actions={
          <Button icon={<ArrowRight className="size-4" aria-hidden />} onClick={onV3}>
            {m.getV3()}
          </Button>
        }
      >
        {m.retiredText()}
      </Notice>
      <SecretField
        {...form.register("apiKey")}
        readOnly={readOnly}
        label={m.apiKey()}
        showLabel={m.showKey()}
        hideLabel={m.hideKey()}
        error={form.formState.errors.apiKey?.message}
        isRefused={isRefused}
      />
    </>
  );
}

/** The fields of a Harvest v3 credential, and of the user it acts for. */
export function ClientFields({ form, isRefused, readOnly }: FieldsProps) {
  const { errors } = form.formState;
  // In the order they are looked at: the first wrong one gets the focus.
  const [clientId, clientSecret, userId] = [form.register("clientId"), form.register("clientSecret"), form.register("userId")];
  return (
    <div className="space-y-4">
      <Field label={m.clientId()} error={errors.clientId?.message}>
        {(wiring) => (
          <input
            {...clientId}
            {...wiring}
            readOnly={readOnly}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className={controlClass({ invalid: Boolean(errors.clientId) || isRefused }, "font-mono")}
          />
        )}
      </Field>
      <SecretField
        {...clientSecret}
        readOnly={readOnly}
        label={m.clientSecret()}
        showLabel={m.showSecret()}
        hideLabel={m.hideSecret()}
        error={errors.clientSecret?.message}
        isRefused={isRefused}
      />
      <Field label={m.userId()} hint={m.userIdHint()} error={errors.userId?.message}>
        {(wiring) => (
          <input
            {...userId}
            {...wiring}
            readOnly={readOnly}
            inputMode="numeric"
            autoComplete="off"
            className={controlClass({ invalid: Boolean(errors.userId) }, "w-44! font-mono")}
          />
        )}
      </Field>
    </div>
  );
}
