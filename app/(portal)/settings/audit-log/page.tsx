import type { Metadata } from "next";
import { AuditLog } from "@/components/audit/audit-log";
import { HowThisWorks } from "@/components/layout/how-this-works";
import { NotPermitted } from "@/components/layout/not-permitted";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";
import * as m from "@/lib/messages/generated/audit";
import * as layout from "@/lib/messages/generated/layout";

export function generateMetadata(): Metadata {
  return { title: m.title() };
}

export default async function AuditLogPage() {
  const { role } = await requireSessionUser();
  return (
    <>
      <Breadcrumb crumbs={[{ label: layout.settingsGroup() }, { label: m.title() }]} />
      <div className="mt-1 flex flex-wrap items-center gap-3">
        <h1>{m.title()}</h1>
        <div className="ml-auto">
          <HowThisWorks>
            <p>{m.intro()}</p>
            <p>{m.helpSystem()}</p>
            <p>{m.helpExport()}</p>
          </HowThisWorks>
        </div>
      </div>
      <p className="mt-1 text-ink-soft">{m.introImmutable()}</p>
      {isAllowed(role, "audit.read") ? <AuditLog /> : <NotPermitted title={m.title()}>{m.adminsRead()}</NotPermitted>}
    </>
  );
}
