import { text } from "node:stream/consumers";
import { z } from "zod";
import type { Answer, Call } from "@/e2e/sandbox/http";
import { iso } from "@/e2e/sandbox/world/calendar";
import type { Note } from "@/e2e/sandbox/world/model";
import type { World } from "@/e2e/sandbox/world/world";

const noteSchema = z.strictObject({
  candidate_id: z.int(),
  user_id: z.int(),
  body: z.string().min(1),
  visibility: z.enum(["admin_only", "private", "public"]),
  note_type: z.literal("NOTE"),
});

/** `POST /v3/notes`: a note on a candidate, as often as it is asked for. */
export async function createNote(world: World, { request }: Call): Promise<Answer> {
  const parsed = noteSchema.safeParse(JSON.parse(await text(request)));
  if (!parsed.success || !world.candidate(parsed.data.candidate_id)) {
    const errors = parsed.error?.issues.map(({ path, message }) => ({ [String(path[0] ?? "")]: message })) ?? [
      { candidate_id: "not found" },
    ];
    return { status: 422, body: { message: "Unprocessable Content", errors } };
  }
  const { candidate_id: candidateId, user_id: userId, body, visibility } = parsed.data;
  const note: Note = { id: 9_000 + world.notes.length, candidateId, userId, body, visibility, createdAt: Date.now() };
  world.notes.push(note);
  const shown = { id: note.id, candidate_id: candidateId, user_id: userId, body, visibility, type: "NOTE" };
  return { status: 201, body: { ...shown, created_at: iso(note.createdAt) } };
}
