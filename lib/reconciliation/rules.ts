import { fieldsOf, valueIn } from "@/lib/hire-fields/own/rules";
import type { HireDraft, HireState } from "@/lib/hires/status";
import type { FieldDifference, MissingReason } from "@/lib/reconciliation/schema";

/** What Greenhouse says of an application: hired, shown and not hired, not shown to this connection, or not readable. */
export type SeenThere = { kind: "hired"; draft: HireDraft } | { kind: "not_hired" | "not_shown" | "unreadable" };

export interface SeenHere {
  /** The stored hire; null where there is none. */
  hire: HireState | null;
  /** Their personal data was erased here. */
  isErased: boolean;
}

export type Verdict =
  | { kind: "same" | "missing_there" | "unseen" | "nowhere" }
  | { kind: "missing_here"; reason: MissingReason }
  | { kind: "different"; values: FieldDifference[] };

/** Returns how one application stands here and in Greenhouse. */
export function reconcileOne({ hire, isErased }: SeenHere, there: SeenThere): Verdict {
  const isHere = hire !== null && hire.status !== "withdrawn" && hire.status !== "excluded";
  if (there.kind === "not_hired") return { kind: isHere ? "missing_there" : "nowhere" };
  if (isHere && there.kind !== "hired") return { kind: "unseen" };
  if (isHere && there.kind === "hired") {
    const values = differences(hire, there.draft);
    return values.length === 0 ? { kind: "same" } : { kind: "different", values };
  }
  return { kind: "missing_here", reason: reasonOf(hire, isErased, there) };
}

function reasonOf(hire: HireState | null, isErased: boolean, there: SeenThere): MissingReason {
  if (isErased) return "erased";
  if (hire?.status === "excluded") return hire.attention.includes("excluded_by_hr") ? "excluded_by_hr" : "import_rule";
  if (there.kind === "not_shown") return "private";
  return there.kind === "unreadable" ? "skipped" : "not_synced";
}

/** The fields whose value here is not Greenhouse's. One that this connection cannot know, or whose value is not valid, is none. */
function differences({ values, edits }: HireState, { values: theirs, problems, unknownFields }: HireDraft): FieldDifference[] {
  const compared = fieldsOf(theirs).filter((field) => !unknownFields.includes(field) && !problems[field]);
  return compared.flatMap((field) => {
    const [here, there] = [valueIn(values, field), valueIn(theirs, field)];
    return here === there ? [] : [{ field, here, there, byHr: edits[field] !== undefined }];
  });
}
