import { createHash, timingSafeEqual } from "node:crypto";
import { AppError, notFound } from "@/lib/platform/errors";

/**
 * Refuses a call that does not carry the operator's bearer token, compared in constant time. A door whose token is not
 * set is closed and does not exist.
 */
export function requireBearer(request: Request, expected: string | undefined): void {
  if (expected === undefined) throw notFound("page");
  const given = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  if (!timingSafeEqual(digest(given), digest(expected))) throw new AppError("unauthenticated", "Missing or invalid token.");
}

/**
 * The same for a door that programs of others knock at, which can send a user name and password only (Basic, RFC 7617). Any
 * user name will do.
 */
export function requirePassword(request: Request, expected: string | undefined): void {
  if (expected === undefined) throw notFound("page");
  const encoded = /^Basic (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  const [, given = ""] = /^[^:]*:(.*)$/s.exec(Buffer.from(encoded, "base64").toString("utf8")) ?? [];
  if (!timingSafeEqual(digest(given), digest(expected))) throw new AppError("unauthenticated", "Missing or invalid password.");
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text, "utf8").digest();
}
