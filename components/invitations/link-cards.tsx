import { useId } from "react";
import { NumberField } from "@/components/invitations/number-field";
import type { SettingsForm } from "@/components/invitations/use-settings-form";
import { Card } from "@/components/ui/card";
import { controlClass, Field } from "@/components/ui/field";
import { useNow } from "@/components/ui/use-now";
import { invitationsSchema } from "@/lib/settings/schema";

/** How long a link works. */
export function LinkCard({ form }: { form: SettingsForm }) {
  return (
    <Card title="Link">
      <p className="mt-1 mb-3 text-ink-soft">Whoever opens it later is told to ask for a new one.</p>
      <NumberField form={form} name="expiresAfterDays" label="Link expires after how many days" />
    </Card>
  );
}

const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

/** By whose clock mornings, nights and weekends are told. */
export function TimeZoneCard({ form }: { form: SettingsForm }) {
  const listId = useId();
  const error = form.formState.errors.timeZone?.message;
  return (
    <Card title="Time zone">
      <p className="mt-1 mb-3 text-ink-soft">Mornings, nights and weekends are told by this clock.</p>
      <Field label="Time zone" hint={<ClockThere timeZone={form.watch("timeZone").trim()} />} error={error}>
        {(wiring) => (
          <input
            {...form.register("timeZone")}
            {...wiring}
            type="text"
            list={listId}
            autoComplete="off"
            spellCheck={false}
            className={controlClass({ invalid: error !== undefined }, "max-w-72")}
          />
        )}
      </Field>
      <datalist id={listId}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </Card>
  );
}

function ClockThere({ timeZone }: { timeZone: string }) {
  const now = useNow();
  if (now === null || !invitationsSchema.shape.timeZone.safeParse(timeZone).success) return "Type a city, such as Amsterdam.";
  return `It is ${new Intl.DateTimeFormat("en", { timeZone, weekday: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(now)} there now.`;
}
