import type { InvalidParam, ProblemCode } from "@/lib/http/problem";

/** The status and the title of each problem, in one table. */
export const problemTable: Record<ProblemCode, { status: number; title: string }> = {
  unauthenticated: { status: 401, title: "Not signed in" },
  invalid_sign_in: { status: 401, title: "Sign-in failed" },
  forbidden: { status: 403, title: "Not allowed" },
  cross_origin: { status: 403, title: "Refused from another site" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "Method not allowed" },
  malformed_json: { status: 400, title: "Malformed JSON" },
  payload_too_large: { status: 413, title: "Too large" },
  invalid_fields: { status: 422, title: "Invalid input" },
  version_conflict: { status: 409, title: "Changed meanwhile" },
  fields_missing: { status: 409, title: "Fields are missing" },
  already_started: { status: 409, title: "Already started" },
  already_invited: { status: 409, title: "Already invited" },
  withdrawn: { status: 409, title: "Withdrawn" },
  not_withdrawn: { status: 409, title: "Not withdrawn" },
  excluded: { status: 409, title: "Not imported" },
  last_admin: { status: 409, title: "The last admin" },
  email_taken: { status: 409, title: "Has an account already" },
  already_joined: { status: 409, title: "Joined already" },
  link_ended: { status: 410, title: "The link works no more" },
  resend_too_soon: { status: 429, title: "Sent a moment ago" },
  too_many_requests: { status: 429, title: "Too many attempts" },
  not_connected: { status: 409, title: "Greenhouse is not connected" },
  sync_running: { status: 409, title: "A sync is under way" },
  credential_rejected: { status: 422, title: "Greenhouse rejected the credential" },
  permission_missing: { status: 422, title: "A permission is missing" },
  greenhouse_unreachable: { status: 503, title: "Greenhouse cannot be reached" },
  service_unavailable: { status: 503, title: "Not available right now" },
  internal_error: { status: 500, title: "Something failed on our side" },
};

export interface AppErrorExtras {
  invalidParams?: InvalidParam[];
  retryAfterSeconds?: number;
  /** With `version_conflict`: the record as it is now. */
  current?: unknown;
}

/** A broken precondition with words for the person it stops. `detail` never quotes personal data or a credential. */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly extras: AppErrorExtras;

  constructor(code: ProblemCode, detail: string, extras: AppErrorExtras = {}) {
    super(detail);
    this.name = "AppError";
    this.code = code;
    this.extras = extras;
  }
}

/** The refusal of a cursor that leads nowhere. */
export function staleCursor(): AppError {
  return new AppError("invalid_fields", "This place in the list is not valid. Start from the first page.", {
    invalidParams: [{ name: "cursor", reason: "It does not belong to this list." }],
  });
}

/** What everything that does not exist, or belongs to another organization, answers with. */
export function notFound(what: string): AppError {
  return new AppError("not_found", `There is no such ${what}. It may have been removed, or the address is wrong.`);
}
