import type { ReactNode } from "react";
import { Frame } from "@/components/layout/frame";
import { Providers } from "@/components/layout/providers";
import { requireSessionUser } from "@/lib/auth/session";
import { timeZonesOf } from "@/lib/workflows/operate/for-pages/organization-time-zone";

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { userId, name, email, method, role, organizationId, organizationName, memberships, permissions } = await requireSessionUser();
  return (
    <Providers permissions={permissions} signedIn={{ email, method, organizationId }} {...(await timeZonesOf({ organizationId, userId }))}>
      <Frame organizationId={organizationId} userId={userId} user={{ name, role, organizationName, memberships }}>
        {children}
      </Frame>
    </Providers>
  );
}
