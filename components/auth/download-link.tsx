"use client";

import type { ComponentProps, MouseEvent } from "react";
import { useAnnounce } from "@/components/ui/toast";
import { useRecentProof } from "@/lib/auth/queries";

/** A link to a file that only a person who proved recently who they are may take; asks for that first. */
export function DownloadLink({ href, onClick, ...rest }: ComponentProps<"a"> & { href: string }) {
  const announce = useAnnounce();
  const check = useRecentProof();

  function take(event: MouseEvent<HTMLAnchorElement>) {
    event.preventDefault();
    const { download } = event.currentTarget;
    check.mutateAsync().then(
      () => Object.assign(document.createElement("a"), { href, download }).click(),
      (error: Error) => announce(error.message, "failure"),
    );
    onClick?.(event);
  }

  return <a {...rest} href={href} onClick={take} />;
}
