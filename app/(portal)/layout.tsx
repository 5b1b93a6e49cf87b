import type { ReactNode } from "react";
import { Frame } from "@/components/layout/frame";
import { Providers } from "@/components/layout/providers";
import { requireSessionUser } from "@/lib/auth/session";
import { settingsOf } from "@/lib/workflows/operate/for-pages/organization-settings";

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { userId, name, email, method, role, organizationId, organizationName, memberships, permissions } = await requireSessionUser();
  return (
    <Providers permissions={permissions} signedIn={{ email, method, organizationId }} {...(await settingsOf({ organizationId, userId }))}>
      <Frame organizationId={organizationId} userId={userId} user={{ name, role, organizationName, memberships }}>
        {children}
      </Frame>
    </Providers>
  );
}
