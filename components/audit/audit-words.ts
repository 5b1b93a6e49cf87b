import type { ReactNode } from "react";
import { auditActions, OPERATOR, UNKNOWN_PERSON } from "@/lib/audit/actions";
import { isAuditAction } from "@/lib/audit/rules";
import { hireFields } from "@/lib/hire-fields/fields";
import { NEW_HIRE } from "@/lib/hires/timeline/schema";
import { listOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/audit";
import * as fieldWords from "@/lib/messages/generated/hires/fields";

/** Returns the sentence of an audit event: actor, action and subject. An action of an earlier version is shown by its name. */
export function actionSentence(action: string, people: { actor: ReactNode; subject: ReactNode }): ReactNode {
  if (isAuditAction(action)) return auditActions[action].sentence(people);
  return m.unknownAction({ ...people, action: action.replaceAll("_", " ").replace(".", ": ") });
}

const actorsWithoutAccount: Record<string, () => string> = {
  [NEW_HIRE]: m.newHireActor,
  [OPERATOR]: m.operatorActor,
  [UNKNOWN_PERSON]: m.unknownActor,
};

/** Returns who acted: a person's name, or what someone without an account is called. */
export function actorText(name: string): string {
  return actorsWithoutAccount[name]?.() ?? name;
}

/** Returns what each change is called and was before and after, as far as it is a plain value. */
export function changeTexts(changes: Record<string, unknown>): { name: string; before: string; after: string }[] {
  return Object.entries(changes).flatMap(([name, change]) => {
    if (!Array.isArray(change) || change.length !== 2) return [];
    const field = hireFields.find((one) => one === name);
    const label = field ? fieldWords.label({ field }) : m.changedField({ name });
    return [{ name: label, before: plain(name, change[0]), after: plain(name, change[1]) }];
  });
}

const LONGEST = 200;

function plain(name: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return m.emptyValue();
  if (name === "role") return m.roleValue({ role: String(value) });
  const fields = Array.isArray(value) ? hireFields.filter((field) => value.includes(field)) : [];
  if (fields.length > 0) return listOf(fields.map((field) => fieldWords.label({ field })));
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
