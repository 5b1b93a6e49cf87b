/**
 * Every `code` that an error answer can carry. The list is closed: clients switch on it, so a code is added here before it is
 * used, and none is ever renamed.
 */
export const problemCodes = [
  "unauthenticated",
  "invalid_sign_in",
  "second_factor_required",
  "invalid_second_factor",
  "forbidden",
  "second_factor_setup_required",
  "reauthentication_required",
  "organization_changed",
  "person_changed",
  "cross_origin",
  "not_found",
  "method_not_allowed",
  "unsupported_media_type",
  "malformed_json",
  "payload_too_large",
  "invalid_fields",
  "version_conflict",
  "fields_missing",
  "already_started",
  "already_invited",
  "duplicate_undecided",
  "suspended",
  "not_suspended",
  "withdrawn",
  "changed_since",
  "cannot_undo",
  "not_withdrawn",
  "excluded",
  "last_admin",
  "last_second_factor",
  "already_joined",
  "link_ended",
  "link_expired",
  "emails_held",
  "resend_too_soon",
  "too_many_requests",
  "not_connected",
  "sync_running",
  "credential_rejected",
  "permission_missing",
  "greenhouse_unreachable",
  "service_unavailable",
  "internal_error",
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** A member of what was sent that is not valid, and why. */
export interface InvalidParam {
  name: string;
  reason: string;
}
