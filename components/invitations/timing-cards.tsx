import { NumberField } from "@/components/invitations/number-field";
import type { SettingsValues } from "@/components/invitations/settings-values";
import type { SettingsForm } from "@/components/invitations/use-settings-form";
import { Card } from "@/components/ui/card";
import { RadioList } from "@/components/ui/radio-list";

/** When a complete record's invitation goes out. */
export function TimingCard({ form }: { form: SettingsForm }) {
  return (
    <Card title="When to send">
      <p className="mt-1 mb-2 text-ink-soft">For everybody; on a record, you can decide otherwise for one hire.</p>
      <RadioList<SettingsValues["timingMode"]>
        label="When to send"
        selected={form.watch("timingMode")}
        onSelect={(mode) => form.setValue("timingMode", mode, { shouldDirty: true, shouldValidate: true })}
        options={[
          { id: "at_once", label: "At once, when the record is complete" },
          {
            id: "days_before_start",
            label: "Some days before the start date",
            extra: (
              <NumberField
                form={form}
                name="timingDays"
                label="Days before the start date"
                hint="In the morning of that day; at once for whoever starts sooner."
              />
            ),
          },
          { id: "by_hand", label: "By hand: nothing goes out by itself" },
        ]}
      />
    </Card>
  );
}

/** Whether people who do not start are written to again. */
export function RemindersCard({ form }: { form: SettingsForm }) {
  return (
    <Card title="Reminders">
      <p className="mt-1 mb-2 text-ink-soft">Never after the start date, never at night or on weekends.</p>
      <RadioList<SettingsValues["reminding"]>
        label="Reminders"
        selected={form.watch("reminding")}
        onSelect={(reminding) => form.setValue("reminding", reminding, { shouldDirty: true, shouldValidate: true })}
        options={[
          { id: "off", label: "Off" },
          {
            id: "on",
            label: "Remind those who have not started, each time with a new link",
            extra: (
              <div className="grid gap-3 sm:grid-cols-2">
                <NumberField form={form} name="afterDays" label="Days after the last mail" />
                <NumberField form={form} name="maxReminders" label="Reminders at most" />
              </div>
            ),
          },
        ]}
      />
    </Card>
  );
}
