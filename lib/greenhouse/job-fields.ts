import { z } from "zod";
import type { CustomField } from "@/lib/greenhouse/connector";
import { customFieldProperties, text, toCustomFields } from "@/lib/greenhouse/parsing";
import * as m from "@/lib/messages/generated/server/greenhouse";

// What an offer's job and its opening carry beside their names ("Jobs", "Openings"): custom fields, and the numbers by which HR knows them.

export const openingSchema = z.object({ opening_id: text, ...customFieldProperties });

/** Returns an opening's custom fields, with its own number among them. */
export function toOpeningFields(opening: z.output<typeof openingSchema>): CustomField[] {
  return [{ key: "opening_id", name: m.openingId(), value: opening.opening_id }, ...toCustomFields(opening)];
}

export const jobFieldsSchema = z.object({ requisition_id: text, ...customFieldProperties });

// A job is cached for a day, and its pay is not needed for anything.
const isMoney = z.object({ type: z.string().regex(/currency/) });

/** Returns a job's custom fields without amounts of money, with its requisition's number among them. */
export function toJobFields(job: z.output<typeof jobFieldsSchema>): CustomField[] {
  const paid = new Set(Object.entries(job.custom_fields ?? {}).flatMap(([key, value]) => (isMoney.safeParse(value).success ? [key] : [])));
  const fields = toCustomFields(job).filter(({ key }) => !paid.has(key));
  return [{ key: "requisition_id", name: m.requisitionId(), value: job.requisition_id }, ...fields];
}
