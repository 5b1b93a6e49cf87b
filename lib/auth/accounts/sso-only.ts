import type { SignInMethod } from "@/lib/auth/rules";
import type { TenantTx } from "@/lib/platform/db";

/** Whether a session may be in an organization: by any method, as its break-glass admin, or not. */
export type Admission = "open" | "break_glass" | "sso_only";

/**
 * Returns whether a session that began by `method` may be in the organization of the transaction. Whoever demands single sign-on meanwhile
 * waits until the transaction ends, and then ends the session.
 */
export async function admissionTo(own: TenantTx, userId: string, method: SignInMethod): Promise<Admission> {
  const [connection] = await own.$queryRaw<{ enforced: boolean }[]>`SELECT "enforced" FROM "SsoConnection" FOR SHARE`;
  if (!connection?.enforced || method === "sso") return "open";
  const user = await own.user.findFirst({ where: { id: userId }, select: { breakGlass: true, role: true } });
  return user?.breakGlass && user.role === "admin" ? "break_glass" : "sso_only";
}

/** Ends the sessions in the organization of the transaction that it admits no longer. */
export async function endRefusedSessions(own: TenantTx): Promise<void> {
  await own.session.deleteMany({ where: { method: { not: "sso" }, NOT: { user: { breakGlass: true, role: "admin" } } } });
}
