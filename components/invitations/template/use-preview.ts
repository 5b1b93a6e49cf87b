import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { fieldProblems } from "@/components/invitations/settings-values";
import { useDebounced } from "@/components/ui/use-debounced";
import { ApiError } from "@/lib/http/api-client";
import { type PreviewRequest, settingPreviewOptions } from "@/lib/settings/queries";

const TYPING_PAUSE_MS = 400;

/** The mail as it is typed, written anew when typing pauses; and what keeps it from being written, by field. */
export function usePreview(request: PreviewRequest) {
  const settled = useDebounced(JSON.stringify(request), TYPING_PAUSE_MS);
  const asked = useMemo((): PreviewRequest => JSON.parse(settled), [settled]);
  const query = useQuery({ ...settingPreviewOptions("invitations", asked), staleTime: Number.POSITIVE_INFINITY });
  const { error } = query;
  const named = useMemo(() => (error instanceof ApiError ? fieldProblems(error.problem.invalid_params ?? []) : {}), [error]);
  const isFieldProblem = Object.keys(named).length > 0;
  // What was answered stays on the screen while the next answer is under way, and the last mail while words cannot be sent.
  const [last, setLast] = useState({ mail: query.data, problems: named });
  const mail = query.data ?? last.mail;
  if (!query.isPending && (last.mail !== mail || last.problems !== named)) setLast({ mail, problems: named });
  return {
    mail,
    /** What is wrong with the words, by field. */
    problems: last.problems,
    /** Why there is no preview, where no field is to blame. */
    failure: error && !isFieldProblem ? error : null,
    retry: query.refetch,
  };
}

export type Preview = ReturnType<typeof usePreview>;
