import type { Metadata } from "next";
import { AuditLog } from "@/components/audit/audit-log";
import { AdminsDecide } from "@/components/ui/admins-decide";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { HowThisWorks } from "@/components/ui/how-this-works";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";
import * as layout from "@/lib/messages/generated/layout";

export function generateMetadata(): Metadata {
  return { title: layout.auditLog() };
}

export default async function AuditLogPage() {
  const { role } = await requireSessionUser();
  return (
    <>
      <Breadcrumb crumbs={[{ label: layout.settingsGroup() }, { label: layout.auditLog() }]} />
      <div className="mt-1 flex flex-wrap items-center gap-3">
        <h1>Audit log</h1>
        <div className="ml-auto">
          <HowThisWorks>
            <p>Every change is an entry, with who made it, what it was before, and what it is now.</p>
            <p>What acted by itself is named, too: EMPTrust, the operator, the new hire.</p>
            <p>The export holds what the filters leave, without a limit.</p>
          </HowThisWorks>
        </div>
      </div>
      <p className="mt-1 text-ink-soft">Who changed what, and when. Entries are written with the change itself and are never edited.</p>
      {isAllowed(role, "admin") ? <AuditLog /> : <AdminsDecide title="Audit log">An admin of your organization can read it.</AdminsDecide>}
    </>
  );
}
