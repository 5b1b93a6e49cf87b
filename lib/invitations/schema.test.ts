import { describe, expect, it } from "vitest";
import { noteSchema } from "@/lib/invitations/schema";

describe("a note to HR", () => {
  it("is as long as its field lets it be, whose line breaks a form sends as two characters", () => {
    const written = `${"a".repeat(999)}\n${"b".repeat(1_000)}`;
    expect(noteSchema.parse({ text: written.replace("\n", "\r\n") })).toEqual({ text: written });
    expect(noteSchema.safeParse({ text: `${written}b` }).success).toBe(false);
  });
});
