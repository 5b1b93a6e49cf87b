import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { leave, noteChanges } from "@/components/ui/unsaved/changed-forms";

function isThisPage({ pathname, search }: HTMLAnchorElement): boolean {
  return pathname === window.location.pathname && search === window.location.search;
}

/** Returns the link that a click follows within the portal; null where it opens elsewhere, downloads, or leads to a place on the page. */
function followed(event: MouseEvent): HTMLAnchorElement | null {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return null;
  const opensElsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.target === "_blank";
  if (opensElsewhere || link.hasAttribute("download") || link.origin !== window.location.origin) return null;
  // A search stands in the fragment, so one alone says nothing of where a link leads.
  return link.hash && isThisPage(link) ? null : link;
}

/**
 * Says that a form holds what is not saved. Every way out of the page then asks first: links, Back and Forward, keys and buttons that `leave`,
 * and the browser itself for closing, a reload or another address. `useConflict` says it for its forms; all others call this.
 */
export function useUnsaved(isChanged: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (!isChanged) return;
    const { areHeld, forget } = noteChanges();
    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      if (areHeld()) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const link = areHeld() ? followed(event) : null;
      if (!link) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      leave(() => router.push(`${link.pathname}${link.search}${link.hash}`));
    };
    window.addEventListener("beforeunload", onBeforeUnload);
    // Captured, so that it comes before the links' own handlers.
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      forget();
      window.removeEventListener("beforeunload", onBeforeUnload);
      document.removeEventListener("click", onClick, { capture: true });
    };
  }, [isChanged, router]);
}
