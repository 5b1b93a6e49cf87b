import { type FocusEvent, useRef } from "react";
import { flushSync } from "react-dom";
import type { InvitationForm, SettingsField } from "@/components/invitations/settings-values";
import { Insertions } from "@/components/invitations/template/insertions";
import { controlClass, Field } from "@/components/ui/field";
import * as m from "@/lib/messages/generated/invitations";

const texts = [
  { name: "subject", label: m.subject, rows: 1, hint: null },
  { name: "greeting", label: m.greeting, rows: 1, hint: null },
  { name: "body", label: m.body, rows: 10, hint: m.bodyHint },
  { name: "signOff", label: m.signOff, rows: 2, hint: null },
] as const satisfies readonly { name: SettingsField; label: () => string; rows: number; hint: (() => string) | null }[];

type TextName = (typeof texts)[number]["name"];
type TextControl = HTMLInputElement | HTMLTextAreaElement;

interface TemplateFieldsProps {
  form: InvitationForm;
  /** What keeps the email from being written as typed, by field. */
  problems: Partial<Record<SettingsField, string>>;
}

/** The template of the email: text, in which only the names in double braces are filled in. */
export function TemplateFields({ form, problems }: TemplateFieldsProps) {
  const last = useRef<TextControl>(null);
  const errorOf = (name: SettingsField) => form.errors[name] ?? problems[name];

  function insert(text: string) {
    const control = last.current ?? document.querySelector<TextControl>("textarea[name=body]");
    const name = texts.find((one) => one.name === control?.name)?.name;
    if (!control || !name) return;
    const start = control.selectionStart ?? control.value.length;
    const end = control.selectionEnd ?? start;
    // The cursor can be placed only once the new text is in the field.
    flushSync(() => form.change({ [name]: control.value.slice(0, start) + text + control.value.slice(end) }));
    control.focus();
    control.setSelectionRange(start + text.length, start + text.length);
  }

  const control = (name: TextName, rows: number) => ({
    name,
    value: form.values[name],
    onChange: (event: { target: TextControl }) => form.change({ [name]: event.target.value }),
    onBlur: () => form.touch(name),
    onFocus: (event: FocusEvent<TextControl>) => {
      last.current = event.target;
    },
    className: controlClass({ invalid: errorOf(name) !== undefined }, rows > 1 ? "block h-auto! py-2" : undefined),
  });

  return (
    <div className="space-y-4">
      <Insertions onInsert={insert} />
      {texts.map(({ name, label, rows, hint }) => (
        <Field key={name} label={label()} hint={hint?.()} error={errorOf(name)}>
          {(wiring) =>
            rows > 1 ? (
              <textarea {...control(name, rows)} {...wiring} rows={rows} />
            ) : (
              <input {...control(name, rows)} {...wiring} type="text" autoComplete="off" />
            )
          }
        </Field>
      ))}
      <Field label={m.replyTo()} hint={m.replyToHint()} error={errorOf("replyTo")}>
        {(wiring) => (
          <input
            {...wiring}
            name="replyTo"
            type="text"
            inputMode="email"
            autoComplete="off"
            placeholder="people@yourcompany.com"
            value={form.values.replyTo}
            onChange={(event) => form.change({ replyTo: event.target.value })}
            onBlur={() => form.touch("replyTo")}
            className={controlClass({ invalid: errorOf("replyTo") !== undefined })}
          />
        )}
      </Field>
    </div>
  );
}
