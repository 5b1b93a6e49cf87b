import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { fieldProblems } from "@/components/invitations/settings-values";
import { useDebounced } from "@/components/ui/use-debounced";
import { ApiError } from "@/lib/http/api-client";
import { type PreviewRequest, previewOptions } from "@/lib/invitations/queries";

const TYPING_PAUSE_MS = 400;

/** The mail as it is typed, written anew when typing pauses; and what keeps it from being written, by field. */
export function usePreview(request: PreviewRequest) {
  const settled = useDebounced(JSON.stringify(request), TYPING_PAUSE_MS);
  const query = useQuery(previewOptions(useMemo((): PreviewRequest => JSON.parse(settled), [settled])));
  const { error } = query;
  const named = useMemo(() => (error instanceof ApiError ? fieldProblems(error.problem.invalid_params ?? []) : {}), [error]);
  const isFieldProblem = Object.keys(named).length > 0;
  // While the next answer is under way, what was wrong stays said, so that it does not blink at every word.
  const [problems, setProblems] = useState(named);
  if (!query.isPending && !query.isPlaceholderData && problems !== named) setProblems(named);
  return {
    mail: query.data,
    /** What is wrong with the words, by field. */
    problems,
    /** Why there is no preview, where no field is to blame. */
    failure: error && !isFieldProblem ? error : null,
    retry: query.refetch,
    isStale: query.isPlaceholderData || error !== null,
  };
}

export type Preview = ReturnType<typeof usePreview>;
