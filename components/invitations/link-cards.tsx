import { useId } from "react";
import { NumberField } from "@/components/invitations/number-field";
import type { InvitationForm } from "@/components/invitations/settings-values";
import { Card } from "@/components/ui/card";
import { controlClass, Field } from "@/components/ui/field";
import { useNow } from "@/components/ui/use-now";
import { weekdayAndTime } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/invitations";
import { invitationsSchema } from "@/lib/settings/schema";

/** How long a link works. */
export function LinkCard({ form }: { form: InvitationForm }) {
  return (
    <Card title={m.link()}>
      <p className="mt-1 mb-3 text-ink-soft">{m.linkHint()}</p>
      <NumberField form={form} name="expiresAfterDays" label={m.linkExpiry()} />
    </Card>
  );
}

const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

/** The time zone of mornings, nights and weekends. */
export function TimeZoneCard({ form }: { form: InvitationForm }) {
  const listId = useId();
  const error = form.errors.timeZone;
  return (
    <Card title={m.timeZone()}>
      <p className="mt-1 mb-3 text-ink-soft">{m.timeZoneHint()}</p>
      <Field label={m.timeZone()} hint={<LocalTime timeZone={form.values.timeZone.trim()} />} error={error}>
        {(wiring) => (
          <input
            {...wiring}
            name="timeZone"
            type="text"
            list={listId}
            autoComplete="off"
            spellCheck={false}
            value={form.values.timeZone}
            onChange={(event) => form.change({ timeZone: event.target.value })}
            onBlur={() => form.touch("timeZone")}
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

function LocalTime({ timeZone }: { timeZone: string }) {
  const now = useNow();
  if (now === null || !invitationsSchema.shape.timeZone.safeParse(timeZone).success) return m.timeZoneExample();
  return m.localTime({ time: weekdayAndTime(new Date(now), timeZone) });
}
