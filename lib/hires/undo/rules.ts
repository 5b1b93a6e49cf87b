import * as z from "zod/mini";
import type { FieldEdit, FieldName, Ownership } from "@/lib/hire-fields/fields";
import { fieldsOf, inOrder } from "@/lib/hire-fields/own/rules";
import { type InvitationPlan, invitationPlanSchema } from "@/lib/invitations/schema";

/** What an entry of the audit log says was changed of one hire. */
export interface Change {
  id: string;
  actor: string;
  /** The change that this one takes back; null: it takes none back. */
  undone: string | null;
  fields: readonly ChangedField[];
  plan: [before: InvitationPlan | null, after: InvitationPlan | null] | null;
  excluded: [before: boolean, after: boolean] | null;
  /** Whether it can be taken back: what it changed is told whole, and taking it back has a meaning. */
  isUndoable: boolean;
}

export interface ChangedField {
  field: FieldName;
  /** Null: the value stayed, and only whose it is changed. */
  values: [before: string | null, after: string | null] | null;
  /** Null: an earlier version did not tell it. */
  owner: Ownership | null;
}

/** One thing about a hire that a change can set: a field, its send time, or that it is excluded. */
export type Aspect = FieldName | "plan" | "excluded";

/** Where one aspect of a change stands: still in force, taken back, or under a later change by someone. */
export type Standing = { is: "in_force" } | { is: "undone" } | { is: "changed_since"; by: string };

/** The audit log's actions that change what can be taken back. */
export const changeActions = [
  "new_hire.edited",
  "new_hire.undone",
  "new_hire.excluded",
  "new_hire.included",
  "duplicate.exclude",
  "invitation.planned",
] as const;

const text = z.nullable(z.string());
const edit = z.nullable(z.object({ by: z.string(), at: z.string(), seen: text }));
const changesSchema = z.object({
  owners: z.optional(z.record(z.string(), z.tuple([edit, edit]))),
  undone: z.optional(z.string()),
  plan: z.optional(z.tuple([text, text])),
  excluded: z.optional(z.tuple([z.boolean(), z.boolean()])),
});
const valuesSchema = z.tuple([text, text]);

interface Entry {
  id: string;
  actor: string;
  action: string;
  changes: unknown;
}

/** Returns what an entry of one of `changeActions` says was changed. Pure; what an earlier version wrote is read as far as it goes. */
export function changeOf({ id, actor, action, changes }: Entry): Change {
  const told = changesSchema.safeParse(changes).data ?? {};
  const values = typeof changes === "object" && changes !== null ? changes : {};
  const fields = inOrder([...fieldsOf(values), ...fieldsOf(told.owners ?? {})]).flatMap((field): ChangedField[] => {
    const pair = valuesSchema.safeParse((values as Record<string, unknown>)[field]).data ?? null;
    const owner = told.owners?.[field] ?? null;
    return pair || owner ? [{ field, values: pair, owner }] : [];
  });
  const excluded: Change["excluded"] =
    action === "new_hire.included"
      ? [true, false]
      : action === "new_hire.excluded" || action === "duplicate.exclude"
        ? [false, true]
        : (told.excluded ?? null);
  const plan: Change["plan"] = told.plan ? [planOf(told.plan[0]), planOf(told.plan[1])] : null;
  const isTold = fields.every(({ owner }) => owner !== null) && (fields.length > 0 || plan !== null || excluded !== null);
  return { id, actor, undone: told.undone ?? null, fields, plan, excluded, isUndoable: isTold && action !== "new_hire.included" };
}

function planOf(stored: string | null): InvitationPlan | null {
  const [mode, date = null] = stored?.split(" ") ?? [];
  return invitationPlanSchema.safeParse({ mode, date }).data ?? null;
}

/** Returns what a change set. */
export function aspectsOf({ fields, plan, excluded }: Change): Aspect[] {
  return [...fields.map(({ field }) => field), ...(plan ? ["plan" as const] : []), ...(excluded ? ["excluded" as const] : [])];
}

/**
 * Returns where each aspect of each change of one hire stands, by the change's id. `changes` are all of them since the oldest, newest
 * first. A change and the one that took it back cancel each other: what was before them is in force again.
 */
export function standingsOf(changes: readonly Change[]): Map<string, Map<Aspect, Standing>> {
  const undone = new Map<Aspect, Set<string>>();
  const later = new Map<Aspect, string>();
  const standings = new Map<string, Map<Aspect, Standing>>();
  for (const change of changes) {
    const own = new Map<Aspect, Standing>();
    for (const aspect of aspectsOf(change)) {
      const by = later.get(aspect);
      if (undone.get(aspect)?.has(change.id)) own.set(aspect, { is: "undone" });
      else if (by !== undefined) own.set(aspect, { is: "changed_since", by });
      else {
        own.set(aspect, { is: "in_force" });
        if (change.undone === null) later.set(aspect, change.actor);
        else undone.set(aspect, (undone.get(aspect) ?? new Set()).add(change.undone));
      }
    }
    standings.set(change.id, own);
  }
  return standings;
}

/** Returns whose a field was before a change, in the record's words: HR's edit, or null where it followed Greenhouse. */
export function ownerBefore({ owner }: ChangedField): FieldEdit | null {
  return owner?.[0] ?? null;
}
