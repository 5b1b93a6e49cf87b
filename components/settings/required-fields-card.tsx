"use client";

import { useQuery } from "@tanstack/react-query";
import { SettingCard } from "@/components/settings/setting-card";
import { useSetting } from "@/components/settings/use-setting";
import { useDebounced } from "@/components/ui/use-debounced";
import { type HireField, hireFields } from "@/lib/hire-fields/schema";
import * as fieldWords from "@/lib/messages/generated/hires/fields";
import { settingPreviewOptions } from "@/lib/settings/queries";

const hires = (count: number) => `${count.toLocaleString("en")} ${count === 1 ? "hire" : "hires"}`;

/** Which fields a record needs before the invitation goes out. */
export function RequiredFieldsCard({ onDirty }: { onDirty: (isDirty: boolean) => void }) {
  const { form, query } = useSetting("required_fields", ({ fields }) => ({ fields }));
  const fields = form?.value.fields ?? [];
  return (
    <SettingCard
      title="Required fields"
      about="A hire is pending as long as one of these is missing. The personal e-mail is always needed: the invitation goes to it."
      form={form}
      query={query}
      onDirty={onDirty}
      effect={<Effect fields={fields} isOn={form?.isDirty ?? false} />}
    >
      {({ value, change }) => (
        <fieldset>
          <legend className="sr-only">Required fields</legend>
          <div className="grid gap-x-4 sm:grid-cols-2">
            {hireFields.map((field) => (
              <label key={field} className="flex min-h-9 cursor-pointer items-center gap-2.5 pointer-coarse:min-h-11">
                <input
                  type="checkbox"
                  className="size-4 accent-(--accent) pointer-coarse:size-5"
                  checked={value.fields.includes(field)}
                  disabled={field === "personalEmail"}
                  onChange={(event) =>
                    change({ fields: hireFields.filter((one) => (one === field ? event.target.checked : value.fields.includes(one))) })
                  }
                />
                {fieldWords.label({ field })}
              </label>
            ))}
          </div>
        </fieldset>
      )}
    </SettingCard>
  );
}

function Effect({ fields, isOn }: { fields: HireField[]; isOn: boolean }) {
  const asked = useDebounced(fields, 300);
  const { data, isError } = useQuery({ ...settingPreviewOptions("required_fields", { fields: asked }), enabled: isOn });
  if (isError) return "What this would change could not be counted right now.";
  if (!data) return "Counting what this would change.";
  const { becomePending, becomeComplete } = data;
  if (becomePending + becomeComplete === 0) return "No open hire changes its place.";
  const parts = [
    ...(becomePending > 0 ? [`${hires(becomePending)} ${becomePending === 1 ? "becomes" : "become"} pending`] : []),
    ...(becomeComplete > 0 ? [`${hires(becomeComplete)} ${becomeComplete === 1 ? "becomes" : "become"} complete`] : []),
  ];
  return `${parts.join(", ")}. Complete ones are invited as you decided. It happens in the background.`;
}
