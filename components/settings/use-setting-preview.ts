import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useDebounced } from "@/components/ui/use-debounced";
import { type PreviewRequests, settingPreviewOptions } from "@/lib/settings/queries";
import type { PreviewedSetting } from "@/lib/settings/schema";

const TYPING_PAUSE_MS = 400;

/** What a value that is typed would do, requested again when typing pauses. */
export function useSettingPreview<Name extends PreviewedSetting>(name: Name, request: PreviewRequests[Name], isOn = true) {
  const settled = useDebounced(JSON.stringify(request), TYPING_PAUSE_MS);
  const asked = useMemo((): PreviewRequests[Name] => JSON.parse(settled), [settled]);
  return useQuery({ ...settingPreviewOptions(name, asked), enabled: isOn, staleTime: Number.POSITIVE_INFINITY });
}
