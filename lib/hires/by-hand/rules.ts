import type { ApplicationId } from "@/lib/platform/ids";

/** Whether HR added a hire by hand. Greenhouse's ids are above zero; those that we give where it has none are below. */
export function isByHand({ applicationId }: { applicationId: ApplicationId }): boolean {
  return applicationId < 0;
}
