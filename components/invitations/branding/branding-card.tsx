"use client";

import { BrandingPreview } from "@/components/invitations/branding/branding-preview";
import { LogoField } from "@/components/invitations/branding/logo-field";
import { type CardForm, SettingCard } from "@/components/settings/setting-card";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import * as m from "@/lib/messages/generated/invitations/branding";

/** How the organization shows itself to its new hires, beside what the email and the page behind its link then look like. */
export function BrandingCard() {
  const or = (value: string | null) => value ?? m.none();
  return (
    <div className="mt-4">
      <SettingCard
        name="branding"
        title={m.title()}
        about={m.about()}
        labels={{ logo: m.logo(), accent: m.accent(), contactName: m.contactName(), contactEmail: m.contactEmail() }}
        describe={{ logo: (logo) => (logo === null ? m.none() : m.logoChosen()), accent: or, contactName: or, contactEmail: or }}
        effect={() => m.effect()}
      >
        {(form) => (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-6 xl:grid-cols-2">
            <div className="space-y-5">
              <LogoField logo={form.values.logo} onChange={(logo) => form.change({ logo })} />
              <AccentField form={form} />
              <TextField form={form} name="contactName" label={m.contactName()} hint={m.contactNameHint()} />
              <TextField form={form} name="contactEmail" label={m.contactEmail()} hint={m.contactEmailHint()} />
            </div>
            <BrandingPreview branding={form.values} />
          </div>
        )}
      </SettingCard>
    </div>
  );
}

type Form = CardForm<"branding">;

/** What an input holds, as the setting has it: nothing is null. */
const orNull = (text: string) => (text === "" ? null : text);

const PLAIN = "#0f5f5c";

function AccentField({ form: { values, change } }: { form: Form }) {
  const accent = values.accent ?? "";
  return (
    <Field label={m.accent()} hint={m.accentHint()}>
      {(wiring) => (
        <div className="flex flex-wrap items-center gap-2">
          <input
            type="color"
            aria-label={m.pickAccent()}
            value={/^#[0-9a-f]{6}$/i.test(accent) ? accent.toLowerCase() : PLAIN}
            onChange={(event) => change({ accent: event.target.value })}
            className="h-9 w-12 cursor-pointer rounded-control border border-line bg-surface p-1 pointer-coarse:h-11"
          />
          <input
            {...wiring}
            type="text"
            spellCheck={false}
            autoComplete="off"
            maxLength={7}
            value={accent}
            placeholder={PLAIN}
            onChange={(event) => change({ accent: orNull(event.target.value.trim()) })}
            className={controlClass({}, "w-32! font-mono")}
          />
          {accent === "" ? null : (
            <Button variant="quiet" onClick={() => change({ accent: null })}>
              {m.resetAccent()}
            </Button>
          )}
        </div>
      )}
    </Field>
  );
}

interface TextFieldProps {
  form: Form;
  name: "contactName" | "contactEmail";
  label: string;
  hint: string;
}

function TextField({ form: { values, change }, name, label, hint }: TextFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(wiring) => (
        <input
          {...wiring}
          type="text"
          inputMode={name === "contactEmail" ? "email" : "text"}
          autoComplete="off"
          maxLength={254}
          value={values[name] ?? ""}
          onChange={(event) => change({ [name]: orNull(event.target.value) })}
          className={controlClass()}
        />
      )}
    </Field>
  );
}
