import { callerAddress } from "@/lib/auth/caller";
import { pseudonym } from "@/lib/platform/crypto";
import type { AppError } from "@/lib/platform/errors";
import { logger } from "@/lib/platform/logger";
import type { ProblemCode } from "@/lib/platform/problem-codes";

/** The problems by which the portal refuses who calls, how often, or what is sent; the others answer an ordinary wish. */
const refusals: ReadonlySet<ProblemCode> = new Set([
  "unauthenticated",
  "invalid_sign_in",
  "forbidden",
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
  "link_ended",
  "link_expired",
  "last_admin",
  "resend_too_soon",
  "too_many_requests",
]);

/** Logs that an emailed link which does not work was opened or used, or too many of them: it may have been guessed. */
export function logRefusedLink(refused: "link_ended" | "link_expired" | "too_many_requests", address: string): void {
  logger().info({ refused, caller: pseudonym(address) }, "refused");
}

/**
 * Logs that a call was refused, with the operation and the ids of who called, which the context of the log adds. Callers without an account
 * are told apart by a keyed hash of their address: the same for one key, and nobody's address for who reads the log.
 */
export function logRefusal({ code }: AppError, status: number, { method, headers }: Request): void {
  if (refusals.has(code)) logger().info({ refused: code, status, method, caller: pseudonym(callerAddress(headers)) }, "refused");
}
