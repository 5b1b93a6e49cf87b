import { SecretField } from "@/components/connections/connect/secret-field";
import type { ConnectForm } from "@/components/connections/connect/use-connect";
import { controlClass, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

interface FieldsProps {
  form: ConnectForm;
  /** Greenhouse refused what was pasted. */
  isRefused: boolean;
}

/** What a Harvest v1 key is pasted into. */
export function KeyFields({ form, isRefused }: FieldsProps) {
  return (
    <>
      <Notice tone="pending" title="Greenhouse retired Harvest v1 keys on 31 August 2026." className="mb-4">
        Use one only behind a gateway that still speaks v1.
      </Notice>
      <SecretField
        {...form.register("apiKey")}
        label="Greenhouse"
        hint="Your Harvest API key"
        noun="key"
        error={form.formState.errors.apiKey?.message}
        isRefused={isRefused}
      />
    </>
  );
}

/** What a credential of Harvest v3 is pasted into, and for whom it acts. */
export function ClientFields({ form, isRefused }: FieldsProps) {
  const { errors } = form.formState;
  // In the order they are looked at: the first wrong one gets the focus.
  const [clientId, clientSecret, userId] = [form.register("clientId"), form.register("clientSecret"), form.register("userId")];
  return (
    <div className="space-y-4">
      <Field label="Client ID" error={errors.clientId?.message}>
        {(wiring) => (
          <input
            {...clientId}
            {...wiring}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className={controlClass({ invalid: Boolean(errors.clientId) || isRefused }, "font-mono")}
          />
        )}
      </Field>
      <SecretField {...clientSecret} label="Client secret" noun="secret" error={errors.clientSecret?.message} isRefused={isRefused} />
      <Field
        label="User id (optional)"
        hint="The token acts for this Greenhouse user, who must be a Site Admin. Left empty, it acts for the credential’s service account."
        error={errors.userId?.message}
      >
        {(wiring) => (
          <input
            {...userId}
            {...wiring}
            inputMode="numeric"
            autoComplete="off"
            className={controlClass({ invalid: Boolean(errors.userId) }, "w-44! font-mono")}
          />
        )}
      </Field>
    </div>
  );
}
