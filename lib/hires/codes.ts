import type { HireField } from "@/lib/hire-fields/fields";

export const hireStatuses = ["pending", "on_hold", "invited", "started", "withdrawn", "excluded"] as const;
export type HireStatus = (typeof hireStatuses)[number];

/** Why a hire deserves a person's look; a hire can have several. */
export const attentionCodes = [
  "before_go_live",
  "possible_duplicate",
  "scheduled",
  "by_hand",
  "import_rule",
  "excluded_by_hr",
  "invitation_failed",
  "greenhouse_differs",
  "start_date_changed",
  "address_changed",
  "note_from_new_hire",
  "starts_soon",
  "suspended",
  "anonymized_in_greenhouse",
] as const;
export type AttentionCode = (typeof attentionCodes)[number];

/** Why an invitation cannot be sent to a hire now. */
export const invitationObstacles = [
  "withdrawn",
  "excluded",
  "suspended",
  "already_started",
  "fields_missing",
  "duplicate_undecided",
] as const;
export type InvitationObstacle = (typeof invitationObstacles)[number];

export const newHireSorts = ["startDate", "-startDate", "name", "-name", "updatedAt", "-updatedAt", "createdAt", "-createdAt"] as const;
export type NewHireSort = (typeof newHireSorts)[number];

/** Who can have made the last change of a record's values. */
export const changers = ["greenhouse", "hr"] as const;

/** The most values that one filter takes. */
export const MOST_VALUES = 50;

/**
 * Start dates relative to today in the organization's time zone, today included, and `overdue`: hires whose start date has passed and who
 * have neither started onboarding nor been excluded or withdrawn.
 */
export const startWindows = ["today", "next_7_days", "next_14_days", "next_30_days", "last_7_days", "last_30_days", "overdue"] as const;
export type StartWindow = (typeof startWindows)[number];

/** Fields of which hires share few values, so that a filter or a rule can offer those in use. */
export const valueFields = ["jobTitle", "department", "location", "employmentType"] as const satisfies readonly HireField[];
export type ValueField = (typeof valueFields)[number];
