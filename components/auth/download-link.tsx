"use client";

import { useMutation } from "@tanstack/react-query";
import type { ComponentProps, MouseEvent } from "react";
import { useAnnounce } from "@/components/ui/toast";
import { callForFile } from "@/lib/http/api-client";

interface DownloadLinkProps extends Omit<ComponentProps<"a">, "href" | "download"> {
  href: string;
  /** The file's name, where the answer gives it none. */
  download?: string;
  /** Parameters of the query that the address must not hold. */
  apart?: URLSearchParams;
}

/** A link to a file that is taken through the portal's own door: it asks who one is where that is needed, and says why it failed. */
export function DownloadLink({ href, apart, onClick, ...rest }: DownloadLinkProps) {
  const announce = useAnnounce();
  const fetched = useMutation({ mutationFn: () => callForFile(href, { apart }) });

  function take(event: MouseEvent<HTMLAnchorElement>) {
    event.preventDefault();
    if (!fetched.isPending) fetched.mutateAsync().then(save, (error: Error) => announce(error.message, "failure"));
    onClick?.(event);
  }

  function save({ content, name }: { content: Blob; name: string }) {
    const address = URL.createObjectURL(content);
    Object.assign(document.createElement("a"), { href: address, download: name || rest.download }).click();
    // The browser reads it after the click has returned.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  return <a {...rest} href={href} aria-busy={fetched.isPending} onClick={take} />;
}
