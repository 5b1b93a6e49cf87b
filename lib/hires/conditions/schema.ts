import * as z from "zod/mini";
import { isOwnFieldName, type OwnFieldName } from "@/lib/hire-fields/fields";
import { fieldNameSchema } from "@/lib/hire-fields/schema";
import {
  attentionCodes,
  changers,
  hireStatuses,
  MOST_VALUES,
  newHireSorts,
  startWindows,
  type ValueField,
  valueFields,
} from "@/lib/hires/codes";
import { sent } from "@/lib/platform/columns";

const anyOf = <Value extends z.core.$ZodType>(value: Value) => sent.anyOf(value, MOST_VALUES);
const filterValue = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));

/** Conditions on own fields, by the field's name. */
interface OwnConditions {
  [own: OwnFieldName]: string[] | undefined;
}

const ownCondition = sent.named(anyOf(filterValue), {
  isMeant: isOwnFieldName,
  about: "`x_KEY`: values of an own field, of which a hire has one",
});

/** Lets conditions name own fields, too: whether the organization has them is known where hires are looked for. */
function withOwn<Shape extends z.core.$ZodShape>(schema: z.ZodMiniObject<Shape>) {
  type Schema = z.ZodMiniObject<Shape>;
  return z.catchall(schema, ownCondition) as unknown as z.ZodMiniType<
    z.output<Schema> & OwnConditions,
    z.input<Schema> & { [own: OwnFieldName]: string | string[] | undefined }
  >;
}

const conditions = z.object({
  status: anyOf(z.enum(hireStatuses)),
  attention: anyOf(z.enum(attentionCodes)),
  /** A required field that is missing. */
  missing: anyOf(fieldNameSchema),
  search: z.optional(z.string().check(z.trim(), z.maxLength(200))),
  /** The first and the last start date; hires without one are left out. */
  startFrom: z.optional(sent.day),
  startTo: z.optional(sent.day),
  /** Evaluated with each request, so that a saved view stays true. */
  starts: z.optional(z.enum(startWindows)),
  jobTitle: anyOf(filterValue),
  department: anyOf(filterValue),
  location: anyOf(filterValue),
  employmentType: anyOf(filterValue),
  /** Changed at or after this moment. */
  changedSince: z.optional(sent.moment),
  /** Whose the last change of the record's values was. */
  changedBy: anyOf(z.enum(changers)),
});
/**
 * Which hires are meant, in a list or for a bulk action; all of them where nothing is named. A condition that takes several values means
 * any of them; different conditions hold together. A condition on an own field is `x_KEY`.
 */
export const newHireConditionsSchema = withOwn(conditions);
export type NewHireConditions = z.infer<typeof newHireConditionsSchema>;

/** The query of `GET /api/new-hires`. Without `status` every hire is listed. */
export const newHireQuerySchema = withOwn(
  z.extend(conditions, {
    sort: z._default(z.enum(newHireSorts), "startDate"),
    cursor: z.optional(z.string().check(z.maxLength(1000))),
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), 50),
  }),
);
export type NewHireQuery = z.infer<typeof newHireQuerySchema>;
/** The query of `GET /api/new-hires/values`. */
export const newHireValuesQuerySchema = z.object({
  field: z.union([z.enum(valueFields), z.string().check(z.refine(isOwnFieldName))]) as unknown as z.ZodMiniType<
    ValueField | OwnFieldName,
    string
  >,
});
/** The query of `GET /api/new-hires/export`: the list's, whole. */
export const newHireExportQuerySchema = withOwn(
  z.extend(conditions, {
    sort: z._default(z.enum(newHireSorts), "startDate"),
    format: z.enum(["csv", "xlsx", "ics"]),
    /** Adds what was agreed about pay to a table; for those who may read it. */
    compensation: z.optional(z.literal("include")),
  }),
);
export type NewHireExportQuery = z.infer<typeof newHireExportQuerySchema>;
export type NewHireFilter = Partial<Omit<NewHireQuery, "cursor">>;
/** A filter, and the place that a page begins at. */
export type PageFilter = NewHireFilter & { cursor?: string | undefined };
