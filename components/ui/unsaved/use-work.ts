import { useEffect } from "react";
import { noteWork } from "@/components/ui/unsaved/changed-forms";

/**
 * Says that the page holds what leaving it would lose and no one typed: rows that are selected, a secret that is shown once. An ended session then
 * does not lead to the sign-in page. Ways out that the person chooses ask nothing; for what asks, there is `useUnsaved`.
 */
export function useWork(isThere: boolean): void {
  useEffect(() => (isThere ? noteWork() : undefined), [isThere]);
}
