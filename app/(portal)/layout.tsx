import type { ReactNode } from "react";
import { Frame } from "@/components/layout/frame";
import { Providers } from "@/components/layout/providers";
import { requireSessionUser } from "@/lib/auth/session";
import { organizationTimeZone } from "@/lib/workflows/operate/organization-time-zone";

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { name, role, organizationId, organizationName, memberships, permissions } = await requireSessionUser();
  return (
    <Providers permissions={permissions} timeZone={await organizationTimeZone(organizationId)}>
      <Frame organizationId={organizationId} user={{ name, role, organizationName, memberships }}>
        {children}
      </Frame>
    </Providers>
  );
}
