import { NumberField } from "@/components/invitations/number-field";
import type { InvitationForm, SettingsValues } from "@/components/invitations/settings-values";
import { Card } from "@/components/ui/card";
import { RadioList } from "@/components/ui/radio-list";
import * as m from "@/lib/messages/generated/invitations";

/** When a complete record's invitation is sent. */
export function TimingCard({ form }: { form: InvitationForm }) {
  return (
    <Card title={m.whenToSend()}>
      <p className="mt-1 mb-2 text-ink-soft">{m.whenToSendHint()}</p>
      <RadioList<SettingsValues["timingMode"]>
        label={m.whenToSend()}
        selected={form.values.timingMode}
        onSelect={(timingMode) => form.change({ timingMode })}
        options={[
          { id: "at_once", label: m.immediately() },
          {
            id: "days_before_start",
            label: m.daysBefore(),
            extra: <NumberField form={form} name="timingDays" label={m.daysBeforeLabel()} hint={m.daysBeforeHint()} />,
          },
          { id: "by_hand", label: m.manually() },
        ]}
      />
    </Card>
  );
}

/** Whether people who have not started are reminded. */
export function RemindersCard({ form }: { form: InvitationForm }) {
  return (
    <Card title={m.reminders()}>
      <p className="mt-1 mb-2 text-ink-soft">{m.remindersHint()}</p>
      <RadioList<SettingsValues["reminding"]>
        label={m.reminders()}
        selected={form.values.reminding}
        onSelect={(reminding) => form.change({ reminding })}
        options={[
          { id: "off", label: m.remindersOff() },
          {
            id: "on",
            label: m.remindersOn(),
            extra: (
              <div className="grid gap-3 sm:grid-cols-2">
                <NumberField form={form} name="afterDays" label={m.afterDays()} />
                <NumberField form={form} name="maxReminders" label={m.maxReminders()} />
              </div>
            ),
          },
        ]}
      />
    </Card>
  );
}
