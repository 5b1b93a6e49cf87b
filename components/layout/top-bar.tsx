"use client";

import { Menu, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { PaletteIconButton } from "@/components/layout/palette/palette-button";
import { placeName } from "@/components/layout/places";
import { type PanelUser, SidePanel } from "@/components/layout/side-panel";
import { NoticeBell } from "@/components/notices/notice-bell";
import { Avatar } from "@/components/ui/avatar";
import { IconButton } from "@/components/ui/button";
import { useModal } from "@/components/ui/use-modal";
import * as m from "@/lib/messages/generated/layout";

/** On small screens: the name of the place, and the side panel behind a button. */
export function TopBar({ user }: { user: PanelUser }) {
  const [isOpen, setOpen] = useState(false);
  const drawer = useModal(isOpen);
  const pathname = usePathname();
  const close = () => setOpen(false);
  return (
    <header className="sticky top-0 z-20 flex h-14 items-center gap-2 border-line border-b bg-surface px-3 lg:hidden print:hidden">
      <IconButton label={m.menu()} aria-haspopup="dialog" aria-expanded={isOpen} onClick={() => setOpen(true)}>
        <Menu className="size-5" aria-hidden />
      </IconButton>
      <p className="truncate font-semibold">{placeName(pathname)}</p>
      <span className="ml-auto flex items-center gap-2">
        <PaletteIconButton />
        <NoticeBell />
        <Avatar name={user.name} />
      </span>
      <dialog
        ref={drawer}
        aria-label={m.menu()}
        onClose={close}
        onPointerDown={(event) => event.target === event.currentTarget && close()}
        className="fixed inset-y-0 left-0 m-0 h-dvh max-h-none w-72 max-w-[85vw] border-line border-r bg-surface p-0 text-ink"
      >
        <IconButton label={m.closeMenu()} onClick={close} className="absolute top-3.5 right-3">
          <X className="size-5" aria-hidden />
        </IconButton>
        <SidePanel user={user} onFollow={close} />
      </dialog>
    </header>
  );
}
