import type { FieldName, FieldValues } from "@/lib/hire-fields/fields";
import type { HireStatus } from "@/lib/hires/codes";
import { missingFields } from "@/lib/hires/status";
import { defaultSettings } from "@/lib/settings/rules";

export const slots = [0, 1, 2] as const;
export type Slot = (typeof slots)[number];

/** What the model knows of a hire: enough to say where it may stand, and no more. */
export interface ModelHire {
  status: HireStatus;
  greenhouse: FieldValues;
  /** What HR entered; it is HR's until HR gives it up. */
  hr: Partial<FieldValues>;
  plan: "at_once" | "by_hand" | "later" | null;
  isDecided: boolean;
  excludedByHr: boolean;
  includedByHr: boolean;
  invitations: number;
  /** Greenhouse no longer says that it is hired, and its return is waited for. */
  isSuspended: boolean;
  /** HR goes on with it although Greenhouse does not say that it is hired. */
  isKept: boolean;
  /** What it was when it was withdrawn. */
  before: HireStatus | null;
}

export interface Model {
  hires: Map<Slot, ModelHire>;
  required: FieldName[];
  /** Whether the organization leaves out nurses. */
  excludesNurses: boolean;
  isByHand: boolean;
}

/** Returns the model before anything happened. */
export function emptyModel(): Model {
  return { hires: new Map(), required: [...defaultSettings.required_fields.fields], excludesNurses: false, isByHand: false };
}

/** Returns a hire's values: HR's where HR entered one. */
export function valuesOf(hire: ModelHire): FieldValues {
  return { ...hire.greenhouse, ...hire.hr };
}

/** Returns whether another hire who counts has the same address, which HR has not decided about. */
function isInQuestion(model: Model, slot: Slot): boolean {
  const hire = model.hires.get(slot);
  const address = hire && valuesOf(hire).personalEmail;
  if (!hire || hire.isDecided || !address) return false;
  return [...model.hires].some(
    ([other, one]) => other !== slot && !["withdrawn", "excluded"].includes(one.status) && valuesOf(one).personalEmail === address,
  );
}

/**
 * Returns where a hire may stand once it is decided again. Who of two possible duplicates waits depends on their order; there the
 * model leaves it open.
 */
export function mayStand(model: Model, slot: Slot): HireStatus[] {
  const hire = model.hires.get(slot);
  if (!hire) return [];
  if (hire.status === "invited" || hire.status === "started") return [hire.status];
  if (hire.excludedByHr) return ["excluded"];
  const values = valuesOf(hire);
  if (model.excludesNurses && !hire.includedByHr && values.jobTitle === "Nurse") return ["excluded"];
  if (missingFields(values, model.required).length > 0) return ["pending"];
  if (hire.isSuspended) return ["on_hold"];
  const isBeforeGoLive = values.startDate !== null && values.startDate < "2026";
  const waits = hire.plan === null ? model.isByHand : hire.plan !== "at_once";
  if (hire.invitations > 0 || isBeforeGoLive || waits) return ["on_hold"];
  return isInQuestion(model, slot) ? ["on_hold", "invited"] : ["invited"];
}
