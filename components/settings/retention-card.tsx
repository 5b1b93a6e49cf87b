"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Counted } from "@/components/settings/counted";
import { type CardForm, SettingCard } from "@/components/settings/setting-card";
import { useSettingPreview } from "@/components/settings/use-setting-preview";
import { controlClass, Field } from "@/components/ui/field";
import { quantity } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/settings";
import { settingPreviewOptions } from "@/lib/settings/queries";
import { type Retention, retentionRange, retentionSchema } from "@/lib/settings/schema";

/** After how many days hires are erased. */
export function RetentionCard() {
  const client = useQueryClient();
  /** Asks before people are erased; what is typed wrong is said when it is saved. */
  async function question(retention: Retention) {
    if (!retentionSchema.safeParse(retention).success) return null;
    const text = await client.fetchQuery({ ...settingPreviewOptions("retention", retention), staleTime: 0 }).then(
      ({ withdrawn, started }) => (withdrawn + started > 0 ? m.retentionConfirm({ count: withdrawn + started }) : null),
      () => m.retentionConfirmUncounted(),
    );
    return text === null ? null : { title: m.retentionConfirmTitle(), text, action: m.retentionConfirmAction() };
  }
  return (
    <SettingCard
      name="retention"
      title={m.retention()}
      about={m.retentionAbout()}
      labels={{ withdrawnDays: m.withdrawnDays(), startedDays: m.startedDays() }}
      describe={{ withdrawnDays: daysText, startedDays: daysText }}
      effect={({ values }) => <Effect retention={values} />}
      question={question}
    >
      {(form) => (
        <div className="flex flex-wrap gap-x-6 gap-y-4">
          <Days form={form} name="withdrawnDays" label={m.withdrawnDays()} />
          <Days form={form} name="startedDays" label={m.startedDays()} />
        </div>
      )}
    </SettingCard>
  );
}

function daysText(days: number | null): string {
  return days === null ? m.neverErased() : quantity(days, "day");
}

function Days({ form, name, label }: { form: CardForm<"retention">; name: keyof Retention; label: string }) {
  const { min, max } = retentionRange;
  return (
    <Field label={label} hint={m.retentionHint()}>
      {(wiring) => (
        <input
          {...wiring}
          type="number"
          min={min}
          max={max}
          value={form.values[name] ?? ""}
          onChange={({ target: { value } }) => form.change({ [name]: value === "" ? null : Number(value) })}
          className={controlClass({}, "w-28!")}
        />
      )}
    </Field>
  );
}

function Effect({ retention }: { retention: Retention }) {
  const isValid = retentionSchema.safeParse(retention).success;
  const preview = useSettingPreview("retention", retention, isValid);
  if (!isValid) return null;
  return <Counted preview={preview}>{({ withdrawn, started }) => m.retentionErases({ count: withdrawn + started })}</Counted>;
}
