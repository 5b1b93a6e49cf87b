import { type FocusEvent, useRef } from "react";
import type { SettingsField } from "@/components/invitations/settings-values";
import { Insertions } from "@/components/invitations/template/insertions";
import type { SettingsForm } from "@/components/invitations/use-settings-form";
import { controlClass, Field } from "@/components/ui/field";

const texts = [
  { name: "subject", label: "Subject", rows: 1 },
  { name: "greeting", label: "Greeting", rows: 1 },
  { name: "body", label: "Text", rows: 10, hint: "A blank line begins a paragraph. The button with the link follows by itself." },
  { name: "signOff", label: "Sign-off", rows: 2 },
] as const satisfies readonly { name: SettingsField; label: string; rows: number; hint?: string }[];

type TextName = (typeof texts)[number]["name"];
type TextControl = HTMLInputElement | HTMLTextAreaElement;

interface TemplateFieldsProps {
  form: SettingsForm;
  /** What keeps the mail from being written as typed, by field. */
  problems: Partial<Record<SettingsField, string>>;
}

/** The words of the mail. What is typed is text; only the names in double braces are filled in. */
export function TemplateFields({ form, problems }: TemplateFieldsProps) {
  const last = useRef<TextControl>(null);
  const errorOf = (name: SettingsField) => form.formState.errors[name]?.message ?? problems[name];

  function insert(text: string) {
    const control = last.current ?? document.querySelector<TextControl>("textarea[name=body]");
    const name = texts.find((one) => one.name === control?.name)?.name;
    if (!control || !name) return;
    const start = control.selectionStart ?? control.value.length;
    const end = control.selectionEnd ?? start;
    form.setValue(name, control.value.slice(0, start) + text + control.value.slice(end), { shouldDirty: true, shouldValidate: true });
    control.focus();
    control.setSelectionRange(start + text.length, start + text.length);
  }

  const control = (name: TextName, rows: number) => ({
    ...form.register(name),
    onFocus: (event: FocusEvent<TextControl>) => {
      last.current = event.target;
    },
    className: controlClass({ invalid: errorOf(name) !== undefined }, rows > 1 ? "block h-auto! py-2" : undefined),
  });

  return (
    <div className="space-y-4">
      <Insertions onInsert={insert} />
      {texts.map(({ name, label, rows, ...more }) => (
        <Field key={name} label={label} hint={"hint" in more ? more.hint : undefined} error={errorOf(name)}>
          {(wiring) =>
            rows > 1 ? (
              <textarea {...control(name, rows)} {...wiring} rows={rows} />
            ) : (
              <input {...control(name, rows)} {...wiring} type="text" autoComplete="off" />
            )
          }
        </Field>
      ))}
      <Field label="Answers go to" hint="Left empty, they go to the portal’s own sender." error={errorOf("replyTo")}>
        {(wiring) => (
          <input
            {...form.register("replyTo")}
            {...wiring}
            type="text"
            inputMode="email"
            autoComplete="off"
            placeholder="people@yourcompany.com"
            className={controlClass({ invalid: errorOf("replyTo") !== undefined })}
          />
        )}
      </Field>
    </div>
  );
}
