import { useMemo, useState } from "react";
import { fieldOf } from "@/components/invitations/settings-values";
import { problemsByField } from "@/components/settings/setting-problems";
import { useSettingPreview } from "@/components/settings/use-setting-preview";
import { ApiError } from "@/lib/http/api-client";
import type { PreviewRequest } from "@/lib/settings/queries";

/** The email as it is typed, written again when typing pauses; and what keeps it from being written, by field. */
export function usePreview(request: PreviewRequest) {
  const query = useSettingPreview("invitations", request);
  const { error } = query;
  const named = useMemo(() => (error instanceof ApiError ? problemsByField(error.problem.invalid_params ?? [], fieldOf) : {}), [error]);
  const isFieldProblem = Object.keys(named).length > 0;
  // The last email stays on the screen while the next is requested, and while the template can't be sent.
  const [last, setLast] = useState({ mail: query.data, problems: named });
  const mail = query.data ?? last.mail;
  if (!query.isPending && (last.mail !== mail || last.problems !== named)) setLast({ mail, problems: named });
  return {
    mail,
    /** What is wrong with the template, by field. */
    problems: last.problems,
    /** Why there is no preview, where no field is to blame. */
    failure: error && !isFieldProblem ? error : null,
    retry: query.refetch,
  };
}

export type Preview = ReturnType<typeof usePreview>;
