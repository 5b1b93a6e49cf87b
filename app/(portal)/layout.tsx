import type { ReactNode } from "react";
import { KnownFrame } from "@/components/known/known-frame";
import { Frame } from "@/components/layout/frame";
import { Providers } from "@/components/layout/providers";
import { requireSessionUser } from "@/lib/auth/session";
import { frameOf } from "@/lib/workflows/operate/for-pages/frame";

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { userId, name, email, method, role, organizationId, organizationName, memberships, permissions } = await requireSessionUser();
  const { settings, ...frame } = await frameOf({ organizationId, userId });
  return (
    <Providers permissions={permissions} signedIn={{ email, method, organizationId }} {...settings}>
      <KnownFrame read={frame}>
        <Frame organizationId={organizationId} userId={userId} user={{ name, role, organizationName, memberships }}>
          {children}
        </Frame>
      </KnownFrame>
    </Providers>
  );
}
