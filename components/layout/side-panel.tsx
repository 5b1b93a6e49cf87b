"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { AppearanceSwitch } from "@/components/layout/appearance-switch";
import { Mark } from "@/components/layout/brand";
import { PaletteButton } from "@/components/layout/palette/palette-button";
import { PlaceLinks } from "@/components/layout/place-links";
import { SignOutButton } from "@/components/layout/sign-out-button";
import { NoticeBell } from "@/components/notices/notice-bell";
import { Avatar } from "@/components/ui/avatar";
import type { Role } from "@/lib/auth/permissions";
import * as m from "@/lib/messages/generated/layout";
import { accountPage, organizationsPage } from "@/lib/platform/paths/pages";

export interface PanelUser {
  name: string;
  role: Role;
  organizationName: string;
  /** In how many organizations they are a member. */
  memberships: number;
}

/** What stands on the left of every page, and in the menu on small screens. */
export function SidePanel({ user, onFollow }: { user: PanelUser; onFollow?: () => void }) {
  const pathname = usePathname();
  return (
    <div className="flex h-full flex-col px-3 py-4">
      <div className="flex items-center gap-2.5 px-1.5 pr-10 lg:pr-1.5">
        <Mark />
        <div className="min-w-0 leading-tight">
          <p className="font-semibold">EMPTrust</p>
          <p className="truncate text-ink-faint text-xs" title={user.organizationName}>
            {user.organizationName}
          </p>
          {user.memberships > 1 ? (
            <a href={organizationsPage} className="text-accent text-xs underline underline-offset-2">
              {m.switchOrganization()}
            </a>
          ) : null}
        </div>
      </div>
      <div className="px-1.5 max-lg:hidden">
        <PaletteButton />
      </div>
      <div className="mt-3 px-1.5 empty:hidden max-lg:hidden">
        <NoticeBell />
      </div>
      <PlaceLinks {...(onFollow ? { onFollow } : {})} />
      <div className="mt-3 border-line border-t pt-3">
        <Link
          href={accountPage}
          onClick={onFollow}
          aria-current={pathname === accountPage ? "page" : undefined}
          className="flex items-center gap-2.5 rounded-control px-1.5 py-1.5 transition-colors duration-150 hover:bg-sunken"
        >
          <Avatar name={user.name} />
          <div className="min-w-0 leading-tight">
            <p className="truncate font-medium" title={user.name}>
              {user.name}
            </p>
            <p className="text-ink-faint text-xs">{m.roleAndAccount({ role: user.role })}</p>
          </div>
        </Link>
        <div className="mt-3 flex items-center gap-2">
          <AppearanceSwitch />
          <SignOutButton />
        </div>
      </div>
    </div>
  );
}
