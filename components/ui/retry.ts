import { ApiError } from "@/lib/http/api-client";
import * as ui from "@/lib/messages/generated/ui";

/**
 * Returns the button that does a failed action again; none where the answer was about the request itself (4xx), and would be the same. Who is
 * signed out can sign in again meanwhile.
 */
export function retryOf(error: unknown, run: () => void): { label: string; run: () => void } | undefined {
  const status = error instanceof ApiError ? error.problem.status : 0;
  return status >= 400 && status < 500 && status !== 401 ? undefined : { label: ui.tryAgain(), run };
}
