import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { leave, leaveAnyway } from "@/components/ui/unsaved/changed-forms";

/** Returns how a page leads to another one without a link. The framework's own router asks nothing; the linter allows it in this folder only. */
export function useGo() {
  const router = useRouter();
  return useMemo(
    () => ({
      /** Leads to a page, after the question whether changes may be lost where there are any. */
      go: (href: string) => leave(() => router.push(href)),
      /** Leads to a page once all that was typed is saved, which the form itself shows only with its next render. */
      goOn: (href: string) => leaveAnyway(() => router.push(href)),
      /** Leads to a page from one that is no more, which Back does not lead to. */
      goFromGone: (href: string) => leaveAnyway(() => router.replace(href)),
      /** Has the server make the page that is shown again; what is typed stays. */
      refresh: () => router.refresh(),
      /** Gives the page that is shown another address. */
      readdress: (href: string) => router.replace(href, { scroll: false }),
    }),
    [router],
  );
}
