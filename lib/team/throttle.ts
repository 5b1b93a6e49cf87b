import type { Actor } from "@/lib/auth/actor";
import { consumeRateLimit, type Limit } from "@/lib/auth/throttle";
import * as m from "@/lib/messages/generated/team";
import { HOUR_MS, SECOND_MS } from "@/lib/platform/calendar";
import { AppError } from "@/lib/platform/errors";

const HOUR_SECONDS = HOUR_MS / SECOND_MS;
/** Emails to addresses of someone's choice, in the portal's name: more than a team needs, and too few to be of use to a spammer. */
const perUser: Limit = { name: "team-invitation-user", points: 30, durationSeconds: HOUR_SECONDS };
const perOrganization: Limit = { name: "team-invitation-organization", points: 100, durationSeconds: HOUR_SECONDS };

/** Counts an invitation to the team. Throws `too_many_requests` when its sender, or their organization, has none left for now. */
export async function countInvitation({ userId, organizationId }: Actor): Promise<void> {
  const wait = (await consumeRateLimit(perUser, userId)) ?? (await consumeRateLimit(perOrganization, organizationId));
  if (wait !== null) throw new AppError("too_many_requests", m.tooManyInvitations(), { retryAfterSeconds: wait });
}
