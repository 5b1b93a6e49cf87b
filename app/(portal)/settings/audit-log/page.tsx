import type { Metadata } from "next";
import { AuditLog } from "@/components/audit/audit-log";
import { AdminsDecide } from "@/components/ui/admins-decide";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditLogPage() {
  const { role } = await requireSessionUser();
  return (
    <>
      <Breadcrumb crumbs={[{ label: "System Settings" }, { label: "Audit log" }]} />
      <h1 className="mt-1">Audit log</h1>
      <p className="mt-1 text-ink-soft">Who changed what, and when. Entries are written with the change itself and are never edited.</p>
      {isAllowed(role, "admin") ? <AuditLog /> : <AdminsDecide title="Audit log">An admin of your organization can read it.</AdminsDecide>}
    </>
  );
}
