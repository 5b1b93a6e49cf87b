import * as z from "zod/mini";
import * as text from "@/lib/messages/generated/validation/text";
import * as m from "@/lib/messages/generated/validation/views";

const NAME_LENGTH = 60;

/** The body of `POST /api/saved-views`. `query` is the page's query string, without a place in the list. */
export const saveViewSchema = z.object({
  name: z
    .string()
    .check(z.trim(), z.minLength(1, { error: m.enterName }), z.maxLength(NAME_LENGTH, { error: () => text.tooLong({ max: NAME_LENGTH }) })),
  query: z.string().check(z.maxLength(2000), z.regex(/^[\w%.~*+=&-]*$/, { error: m.invalidQuery })),
});

const savedViewSchema = z.extend(saveViewSchema, { id: z.uuid() });
export type SavedView = z.infer<typeof savedViewSchema>;

export const savedViewListSchema = z.object({ items: z.array(savedViewSchema) });

/** The most views that a person can save. */
export const MOST_VIEWS = 50;
