import * as z from "zod/mini";

/**
 * Every `code` an error answer can carry. The list is closed: clients switch on it, so a code is
 * added here before it is used, and none is ever renamed.
 */
export const problemCodes = [
  "unauthenticated",
  "invalid_sign_in",
  "forbidden",
  "cross_origin",
  "not_found",
  "method_not_allowed",
  "malformed_json",
  "payload_too_large",
  "invalid_fields",
  "version_conflict",
  "fields_missing",
  "already_started",
  "already_invited",
  "withdrawn",
  "not_withdrawn",
  "excluded",
  "last_admin",
  "email_taken",
  "already_joined",
  "link_ended",
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

export const invalidParamSchema = z.object({ name: z.string(), reason: z.string() });
export type InvalidParam = z.infer<typeof invalidParamSchema>;

/** The body of every error answer: RFC 9457 problem details with our closed `code` list. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(problemCodes),
  detail: z.string(),
  invalid_params: z.optional(z.array(invalidParamSchema)),
  /** With `version_conflict`: the record as it is now. */
  current: z.optional(z.unknown()),
});
export type Problem = z.infer<typeof problemSchema>;

export const PROBLEM_CONTENT_TYPE = "application/problem+json";
