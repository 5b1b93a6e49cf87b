/**
 * Every `code` that an error answer can carry. The list is closed: clients switch on it, so a code is added here before it is
 * used, and none is ever renamed.
 */
export const problemCodes = [
  "unauthenticated",
  "invalid_sign_in",
  "forbidden",
  "cross_origin",
  "not_found",
  "malformed_json",
  "payload_too_large",
  "invalid_fields",
  "version_conflict",
  "fields_missing",
  "already_started",
  "already_invited",
  "duplicate_undecided",
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

/** The status and the title of each problem, in one table. */
export const problemTable: Record<ProblemCode, { status: number; title: string }> = {
  unauthenticated: { status: 401, title: "Not signed in" },
  invalid_sign_in: { status: 401, title: "Sign-in failed" },
  forbidden: { status: 403, title: "Not allowed" },
  cross_origin: { status: 403, title: "Request blocked (cross-site)" },
  not_found: { status: 404, title: "Not found" },
  malformed_json: { status: 400, title: "Malformed JSON" },
  payload_too_large: { status: 413, title: "Too large" },
  invalid_fields: { status: 422, title: "Invalid input" },
  version_conflict: { status: 409, title: "Edited by someone else" },
  fields_missing: { status: 409, title: "Missing fields" },
  already_started: { status: 409, title: "Already started" },
  already_invited: { status: 409, title: "Already invited" },
  duplicate_undecided: { status: 409, title: "Possible duplicate" },
  withdrawn: { status: 409, title: "No longer hired" },
  not_withdrawn: { status: 409, title: "Still hired" },
  excluded: { status: 409, title: "Excluded" },
  last_admin: { status: 409, title: "Last admin" },
  email_taken: { status: 409, title: "Already has an account" },
  already_joined: { status: 409, title: "Already joined" },
  link_ended: { status: 410, title: "This link no longer works" },
  resend_too_soon: { status: 429, title: "Just sent" },
  too_many_requests: { status: 429, title: "Too many attempts" },
  not_connected: { status: 409, title: "Greenhouse is not connected" },
  sync_running: { status: 409, title: "A sync is running" },
  credential_rejected: { status: 422, title: "Greenhouse rejected the credential" },
  permission_missing: { status: 422, title: "Missing permission" },
  greenhouse_unreachable: { status: 503, title: "Can't reach Greenhouse" },
  service_unavailable: { status: 503, title: "Service temporarily unavailable" },
  internal_error: { status: 500, title: "Something went wrong on our side" },
};

const missingThings = {
  "new hire": "New hire",
  member: "Team member",
  "bulk action": "Bulk action",
  "sync run": "Sync",
  notice: "Notice",
  page: "Page",
} as const;

/** What an address can lead to and not find. */
export type MissingThing = keyof typeof missingThings;

/** The parameters that a client needs to phrase a problem in its own words; the other codes need none. */
export interface ProblemParams {
  not_found: { what: MissingThing };
  payload_too_large: { kibibytes: number };
  fields_missing: { fields: string[] };
  permission_missing: { permissions: string[] };
}

export interface InvalidParam {
  name: string;
  reason: string;
}

export interface AppErrorExtras {
  invalidParams?: InvalidParam[];
  /** Also leaves as the parameter `seconds`. */
  retryAfterSeconds?: number;
  /** With `version_conflict`: the record as it is now. */
  current?: unknown;
  params?: ProblemParams[keyof ProblemParams];
}

type ExtrasOf<Code extends ProblemCode> = Code extends keyof ProblemParams
  ? [AppErrorExtras & { params: ProblemParams[Code] }]
  : [Omit<AppErrorExtras, "params">?];

/** A failed precondition with words for the person it stops. `detail` never quotes personal data or a credential. */
export class AppError<Code extends ProblemCode = ProblemCode> extends Error {
  readonly code: ProblemCode;
  readonly extras: AppErrorExtras;

  constructor(code: Code, detail: string, ...[extras = {}]: ExtrasOf<Code>) {
    super(detail);
    this.name = "AppError";
    this.code = code;
    this.extras = extras;
  }
}

/** Returns the refusal of a cursor that does not belong to its list. */
export function staleCursor(): AppError {
  return new AppError("invalid_fields", "This position in the list is not valid. Start from the first page.", {
    invalidParams: [{ name: "cursor", reason: "It does not belong to this list." }],
  });
}

/** Returns the answer for everything that does not exist or belongs to another organization. */
export function notFound(what: MissingThing): AppError {
  const hint = what === "page" ? "Check the address." : "It may have been deleted, or the address is wrong.";
  return new AppError("not_found", `${missingThings[what]} not found. ${hint}`, { params: { what } });
}
