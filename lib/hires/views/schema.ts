import * as z from "zod/mini";

/** The body of `POST /api/saved-views`. `query` is the page's query string, without a place in the list. */
export const saveViewSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, "Give the view a name."), z.maxLength(60, "Use at most 60 characters.")),
  query: z.string().check(z.maxLength(2000), z.regex(/^[\w%.~*+=&-]*$/, "This is not a query string.")),
});

const savedViewSchema = z.extend(saveViewSchema, { id: z.uuid() });
export type SavedView = z.infer<typeof savedViewSchema>;

export const savedViewListSchema = z.object({ items: z.array(savedViewSchema) });

/** The most views that a person can save. */
export const MOST_VIEWS = 50;
