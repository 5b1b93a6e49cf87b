import * as z from "zod/mini";
import * as text from "@/lib/messages/generated/validation/text";
import * as m from "@/lib/messages/generated/validation/views";

const NAME_LENGTH = 60;
const QUERY_LENGTH = 2000;

/** The page's query string, without a place in the list. */
const viewQuerySchema = z
  .string()
  .check(z.maxLength(QUERY_LENGTH, { error: m.queryTooLong }), z.regex(/^[\w%.~*+=&-]*$/, { error: m.invalidQuery }));

/** The body of `POST /api/saved-views`. */
export const saveViewSchema = z.object({
  name: z
    .string()
    .check(z.trim(), z.minLength(1, { error: m.enterName }), z.maxLength(NAME_LENGTH, { error: () => text.tooLong({ max: NAME_LENGTH }) })),
  query: viewQuerySchema,
});

/** The body of `PATCH /api/saved-views/{id}`: what is shown, and whether the team sees it. */
export const changeViewSchema = z.object({ query: z.optional(viewQuerySchema), shared: z.optional(z.boolean()) });
export type ViewChange = z.infer<typeof changeViewSchema>;

const savedViewSchema = z.extend(saveViewSchema, {
  id: z.uuid(),
  /** Whether the whole team sees it. */
  shared: z.boolean(),
  /** Who shares it; null: it is the reader's own. */
  sharedBy: z.nullable(z.string()),
});
export type SavedView = z.infer<typeof savedViewSchema>;

/** The reader's own views, then those that others share. */
export const savedViewListSchema = z.object({ items: z.array(savedViewSchema) });

/** The most views that a person can save. */
export const MOST_VIEWS = 50;

/** How wide a column can be made, in pixels. */
export const columnWidths = { least: 80, most: 640 } as const;

const MOST_COLUMNS = 100;
// Of another release, too: names that this one does not know are kept, and ignored where the list is shown.
const columnName = z.string().check(z.regex(/^\w{1,50}$/));

/** How a person arranged the list: the columns beside the name in their order, widths in pixels where changed, and the rows' height. */
export const listLayoutSchema = z.object({
  columns: z.array(columnName).check(z.maxLength(MOST_COLUMNS)),
  widths: z
    .record(columnName, z.int().check(z.gte(columnWidths.least), z.lte(columnWidths.most)))
    .check(z.refine((widths) => Object.keys(widths).length <= MOST_COLUMNS)),
  compact: z.boolean(),
});
export type ListLayout = z.infer<typeof listLayoutSchema>;

/** Null: the person has not arranged the list. */
export interface StoredLayout {
  layout: ListLayout | null;
}
