"use client";

import { Link2 } from "lucide-react";
import type { ShownLayout } from "@/components/hires/columns/layout";
import { changed, type ListAddress, listHref } from "@/components/hires/filters/list-address";
import { Button } from "@/components/ui/button";
import { useAnnounce } from "@/components/ui/toast";
import * as m from "@/lib/messages/generated/hires/views";
import { newHiresPage } from "@/lib/platform/paths/pages";

interface CopyLinkProps {
  address: ListAddress;
  layout: ShownLayout;
  onDone: () => void;
}

/** Copies the address of exactly this list, its columns included. A searched name stands in its fragment, which is sent to no server. */
export function CopyLink({ address, layout: { columns, density }, onDone }: CopyLinkProps) {
  const announce = useAnnounce();

  async function copy(): Promise<void> {
    const href = listHref(newHiresPage, { ...changed(address, {}), columns, density });
    try {
      await navigator.clipboard.writeText(new URL(href, window.location.href).href);
      announce(m.linkCopied());
      onDone();
    } catch {
      // Browsers keep the clipboard from pages without HTTPS, and from those who refuse it.
      announce(m.linkNotCopied(), "failure");
    }
  }

  return (
    <Button icon={<Link2 className="size-4 text-ink-soft" aria-hidden />} className="w-full" onClick={copy}>
      {m.copyLink()}
    </Button>
  );
}
