import type { ReactNode } from "react";
import { auditActions, OPERATOR, UNKNOWN_PERSON } from "@/lib/audit/actions";
import { isAuditAction } from "@/lib/audit/rules";
import { isFieldName } from "@/lib/hire-fields/fields";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { inOrder } from "@/lib/hire-fields/own/rules";
import { fieldLabel, shownValue } from "@/lib/hire-fields/own/words";
import { NEW_HIRE } from "@/lib/hires/timeline/rules";
import { listOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/audit";

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
export function changeTexts(changes: Record<string, unknown>, own: readonly OwnField[]): { name: string; before: string; after: string }[] {
  return Object.entries(changes).flatMap(([name, change]) => {
    if (!Array.isArray(change) || change.length !== 2) return [];
    const label = isFieldName(name) ? fieldLabel(name, own) : m.changedField({ name });
    return [{ name: label, before: plain(name, change[0], own), after: plain(name, change[1], own) }];
  });
}

const LONGEST = 200;

function plain(name: string, value: unknown, own: readonly OwnField[]): string {
  if (value === null || value === undefined || value === "") return m.emptyValue();
  if (name === "role") return m.roleValue({ role: String(value) });
  const fields = Array.isArray(value) ? inOrder(value.filter((one) => typeof one === "string" && isFieldName(one))) : [];
  if (fields.length > 0) return listOf(fields.map((field) => fieldLabel(field, own)));
  if (isFieldName(name) && typeof value === "string") return shownText(shownValue(name, value, own));
  return shownText(typeof value === "object" ? JSON.stringify(value) : String(value));
}

function shownText(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
