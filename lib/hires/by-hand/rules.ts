import type { ApplicationId } from "@/lib/platform/ids";

/** Whether HR added a hire by hand. Greenhouse's ids are above zero; those that we give where it has none are below. */
export function isByHand({ applicationId }: { applicationId: ApplicationId }): boolean {
  return applicationId < 0;
}

/** Returns which of two records of the same person stays when they are joined: the one that was invited, else the one by hand. */
export function keptOf<Hire>(
  { byHand, fromGreenhouse }: { byHand: Hire; fromGreenhouse: Hire },
  wasInvited: (hire: Hire) => boolean,
): Hire {
  return wasInvited(fromGreenhouse) ? fromGreenhouse : byHand;
}
