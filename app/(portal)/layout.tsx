import type { ReactNode } from "react";
import { Frame } from "@/components/layout/frame";
import { Providers } from "@/components/layout/providers";
import { requireSessionUser } from "@/lib/auth/session";

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { name, role, organizationName } = await requireSessionUser();
  return (
    <Providers>
      <Frame user={{ name, role, organizationName }}>{children}</Frame>
    </Providers>
  );
}
