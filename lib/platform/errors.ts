import * as m from "@/lib/messages/generated/problems";
import type { DatabaseTrouble } from "@/lib/platform/database/errors";
import type { InvalidParam, ProblemCode } from "@/lib/platform/problem-codes";

/** The status of each problem. */
export const problemStatus: Record<ProblemCode, number> = {
  unauthenticated: 401,
  invalid_sign_in: 401,
  second_factor_required: 401,
  invalid_second_factor: 401,
  forbidden: 403,
  second_factor_setup_required: 403,
  reauthentication_required: 403,
  organization_changed: 409,
  person_changed: 409,
  cross_origin: 403,
  not_found: 404,
  method_not_allowed: 405,
  unsupported_media_type: 415,
  malformed_json: 400,
  payload_too_large: 413,
  invalid_fields: 422,
  version_conflict: 409,
  fields_missing: 409,
  already_started: 409,
  already_invited: 409,
  duplicate_undecided: 409,
  suspended: 409,
  not_suspended: 409,
  changed_since: 409,
  cannot_undo: 409,
  withdrawn: 409,
  not_withdrawn: 409,
  excluded: 409,
  last_admin: 409,
  last_second_factor: 409,
  emails_held: 409,
  already_joined: 409,
  link_ended: 410,
  link_expired: 410,
  resend_too_soon: 429,
  too_many_requests: 429,
  not_connected: 409,
  sync_running: 409,
  credential_rejected: 422,
  permission_missing: 422,
  greenhouse_unreachable: 503,
  service_unavailable: 503,
  internal_error: 500,
};

const missingThings = {
  "new hire": m.newHireNotFound,
  member: m.memberNotFound,
  "bulk action": m.bulkActionNotFound,
  document: m.documentNotFound,
  "saved view": m.savedViewNotFound,
  change: m.changeNotFound,
  "skipped record": m.skippedRecordNotFound,
  "sync run": m.syncRunNotFound,
  notice: m.noticeNotFound,
  session: m.sessionNotFound,
  organization: m.organizationNotFound,
  "second factor": m.secondFactorNotFound,
  passkey: m.passkeyNotFound,
  "remembered browser": m.rememberedBrowserNotFound,
  domain: m.domainNotFound,
  logo: m.logoNotFound,
  page: m.pageNotFound,
} as const;

/** What an address can lead to and not find. */
export type MissingThing = keyof typeof missingThings;

/** The parameters that a client needs to phrase a problem in its own words; the other codes need none. */
interface ProblemParams {
  not_found: { what: MissingThing };
  payload_too_large: { kibibytes: number };
  fields_missing: { fields: string[] };
  /** What was changed since: fields, "plan" or "excluded". */
  changed_since: { fields: string[] };
  /** How the account can show its second factor. */
  second_factor_required: { kinds: string[] };
  permission_missing: { permissions: string[] };
  greenhouse_unreachable: { failure: string };
  service_unavailable: { service: "database"; trouble: DatabaseTrouble } | { service: "email"; reason: string };
}

export interface AppErrorExtras {
  invalidParams?: InvalidParam[];
  /** Also leaves as the parameter `seconds`. */
  retryAfterSeconds?: number;
  /** With `version_conflict` and `changed_since`: the record as it is now. */
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

/** Returns the refusal of one field that was sent; `detail` says what came of the whole. */
export function refusedField(name: string, reason: string, detail = reason): AppError {
  return new AppError("invalid_fields", detail, { invalidParams: [{ name, reason }] });
}

/** Returns the refusal of a cursor that does not belong to its list. */
export function staleCursor(): AppError {
  return refusedField("cursor", m.staleCursorReason(), m.staleCursor());
}

/** Returns the refusal to send an email while the organization's email is held. */
export function mailHeld(): AppError {
  return new AppError("emails_held", m.mailHeld());
}

/** Returns the answer for everything that does not exist or belongs to another organization. */
export function notFound(what: MissingThing): AppError {
  return new AppError("not_found", missingThings[what](), { params: { what } });
}
