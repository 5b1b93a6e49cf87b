import { useQuery } from "@tanstack/react-query";
import { greenhouseOptions } from "@/lib/connections/queries";
import type { KnownPolicy } from "@/lib/hires/status";
import { localDay } from "@/lib/platform/calendar";
import { defaultSettings } from "@/lib/settings/rules";

/** Returns what the organization decided about sending invitations. */
export function useKnownPolicy(): KnownPolicy {
  const { data } = useQuery(greenhouseOptions());
  const { timing, timeZone } = data ?? defaultSettings.invitations;
  const today = localDay(new Date(), timeZone);
  return { inviteFrom: data?.inviteFrom ?? today, timing, today };
}
