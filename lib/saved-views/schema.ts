import { z } from "zod";

/** The body of `POST /api/saved-views`. `query` is the page's query string, without a place in the list. */
export const saveViewSchema = z.object({
  name: z.string().trim().min(1, "Give the view a name.").max(60, "Use at most 60 characters."),
  query: z
    .string()
    .max(2000)
    .regex(/^[\w%.~*+=&-]*$/, "This is not a query string."),
});

export const savedViewSchema = saveViewSchema.extend({ id: z.uuid() });
export type SavedView = z.infer<typeof savedViewSchema>;

export const savedViewListSchema = z.object({ items: z.array(savedViewSchema) });

/** So many views a person can keep. */
export const MOST_VIEWS = 50;
