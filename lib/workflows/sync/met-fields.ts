import type { CustomField } from "@/lib/greenhouse/connector";
import type { CustomFieldSource, CustomField as MetField } from "@/lib/settings/mapping/schema";

/** Counts the custom fields of records, so that an admin can choose among those that are used. */
export class CustomFieldCount {
  private readonly fields = new Map<string, MetField>();

  /** Adds a record's custom fields; those with a value count as seen if the record is new. */
  add(from: CustomFieldSource, fields: readonly CustomField[], { isNew }: { isNew: boolean }): void {
    for (const { key, name, value } of fields) {
      const field = this.fields.get(`${from} ${key}`) ?? { from, key, name, seen: 0 };
      this.fields.set(`${from} ${key}`, { ...field, seen: field.seen + (isNew && value !== null ? 1 : 0) });
    }
  }

  met(): MetField[] {
    return [...this.fields.values()];
  }
}
