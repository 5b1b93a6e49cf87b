import { z } from "zod";
import { type NewHireSort, newHireSorts } from "@/lib/hires/codes";
import { staleCursor } from "@/lib/platform/errors";

const cursorSchema = z.object({
  sort: z.enum(newHireSorts),
  /** The last row shown. Its sort key is looked up: a cursor travels in URLs, and a key may be a person's name. */
  id: z.uuid(),
});

/** A place in a list as an opaque text for URLs. */
export function encodeCursor(cursor: { sort: NewHireSort; id: string }): string {
  return Buffer.from(JSON.stringify(cursor), "utf8").toString("base64url");
}

/** The row a cursor stands at; one that was altered, or belongs to another sort, is refused instead of listing something else. */
export function decodeCursor(text: string, sort: NewHireSort): string {
  const parsed = cursorSchema.safeParse(parseJson(Buffer.from(text, "base64url").toString("utf8")));
  if (!parsed.success || parsed.data.sort !== sort) throw staleCursor();
  return parsed.data.id;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
