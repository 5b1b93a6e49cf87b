import { ApiError } from "@/lib/http/api-client";
import * as ui from "@/lib/messages/generated/ui";

/**
 * Returns the button that does a failed action again; none where the answer was about the request itself (4xx), and would be the same. A
 * session that has ended is no such answer: people sign in again on the page.
 */
export function retryOf(error: unknown, run: () => void): { label: string; run: () => void } | undefined {
  const status = error instanceof ApiError ? error.problem.status : 0;
  return status >= 400 && status < 500 && status !== 401 ? undefined : { label: ui.tryAgain(), run };
}
