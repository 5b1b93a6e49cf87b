import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { OrganizationList } from "@/components/account/organization-list";
import { Providers } from "@/components/layout/providers";
import { PublicPage } from "@/components/layout/public-page";
import { requireSessionUser } from "@/lib/auth/session";
import * as m from "@/lib/messages/generated/account";
import { samePortal } from "@/lib/platform/paths/pages";

export function generateMetadata(): Metadata {
  return { title: m.chooseOrganization() };
}

export default async function OrganizationsPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = samePortal((await searchParams).next);
  const { memberships } = await requireSessionUser();
  if (memberships < 2) redirect(next);
  return (
    <PublicPage>
      <h1 className="mt-8">{m.chooseOrganization()}</h1>
      <p className="mt-1 text-ink-soft">{m.chooseOrganizationText()}</p>
      <Providers>
        <OrganizationList next={next} />
      </Providers>
    </PublicPage>
  );
}
