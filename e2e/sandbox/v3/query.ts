import { z } from "zod";
import { day, moment, wholeNumber } from "@/e2e/sandbox/harvest/query";

const PAGE_DEFAULT = 100;
const PAGE_MAXIMUM = 500;
const LIST_MAXIMUM = 50;

const perPage = z
  .string()
  .transform(Number)
  .refine((size) => Number.isInteger(size), "must be an integer")
  .refine((size) => !(size > PAGE_MAXIMUM), { error: ({ input }) => `\`${input}\` number is greater than: ${PAGE_MAXIMUM}` })
  .refine((size) => !(size < 1), { error: ({ input }) => `\`${input}\` number is less than: 1` })
  .default(PAGE_DEFAULT);

const commaSeparated = z
  .string()
  .transform((text) => [...new Set(text.split(","))])
  .refine((items) => items.length <= LIST_MAXIMUM, `array size is greater than: ${LIST_MAXIMUM}`);
const ids = commaSeparated.pipe(z.array(wholeNumber)).optional();
const truth = z
  .enum(["true", "false"])
  .transform((text) => text === "true")
  .optional();

/** One bound, or two of them: `gte|2026-11-01|lte|2026-11-30`. */
function bound<Value extends number | string>(value: z.ZodType<Value, string>) {
  return z
    .string()
    .regex(/^(gte|lte|gt|lt)\|[^|]*(\|(gte|lte|gt|lt)\|[^|]*)?$/, "must begin with one of gte|, lte|, gt|, lt|")
    .transform((text) => {
      const [operator, first, second, last] = text.split("|");
      return [{ operator, value: first }, ...(second === undefined ? [] : [{ operator: second, value: last }])];
    })
    .pipe(z.array(z.object({ operator: z.enum(["gte", "lte", "gt", "lt"]), value })))
    .optional();
}

const common = { per_page: perPage, ids, fields: commaSeparated.optional() };
const stamps = { created_at: bound(moment), updated_at: bound(moment) };
const oneStamp = ({ created_at, updated_at }: { created_at?: unknown; updated_at?: unknown }) =>
  created_at === undefined || updated_at === undefined;
const bothStamps = { path: ["updated_at"], message: "cannot be used together with created_at" };

/** The wording of an offer's status, by our word. */
export const offerStatusNames = { unresolved: "Created", accepted: "Accepted", rejected: "Rejected", deprecated: "Deprecated" } as const;

export const offerQuery = z
  .strictObject({
    ...common,
    ...stamps,
    application_ids: ids,
    job_ids: ids,
    candidate_ids: ids,
    opening_ids: ids,
    current_only: truth,
    status: z.enum(Object.values(offerStatusNames)).optional(),
    resolved_at: bound(moment),
    sent_on: bound(day),
    starts_on: bound(day),
  })
  .refine(oneStamp, bothStamps);

export const applicationQuery = z
  .strictObject({
    ...common,
    ...stamps,
    candidate_ids: ids,
    job_ids: ids,
    status: z.enum(["active", "rejected", "hired", "converted"]).optional(),
    last_activity_at: bound(moment),
    prospect: truth,
  })
  .refine(oneStamp, bothStamps);

export const candidateQuery = z
  .strictObject({
    ...common,
    ...stamps,
    email: z.string().optional(),
    tag: z.string().optional(),
    private: truth,
    last_activity_at: bound(moment),
  })
  .refine(oneStamp, bothStamps);

export const managerQuery = z.strictObject({ ...common, job_ids: ids, user_ids: ids });

export const attachmentQuery = z.strictObject({ ...common, application_ids: ids, candidate_ids: ids, type: z.string().optional() });

export const userQuery = z.strictObject({ ...common, show_service_accounts: truth });

export const plainQuery = z.strictObject(common);
export type PlainQuery = z.output<typeof plainQuery>;

/** Whether a value is among the listed ones, when any are listed. */
export function among<Value>(value: Value, wanted: readonly Value[] | undefined): boolean {
  return wanted?.includes(value) ?? true;
}
