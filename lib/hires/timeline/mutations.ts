import { v7 as uuidv7 } from "uuid";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";
import type { HireEventKind } from "@/prisma/generated/client";

export interface NewHireEvent {
  newHireId: HireId;
  invitationId?: string | null;
  kind: HireEventKind;
  detail?: string | null;
  /** The provider's own id of the event. */
  providerEventId?: string | null;
  at: Date;
}

/** Notes what happened to hires. Answers how many of the events were news: one that a provider tells twice counts once. */
export async function recordHireEvents(tx: TenantTx, organizationId: OrganizationId, events: readonly NewHireEvent[]): Promise<number> {
  if (events.length === 0) return 0;
  const { count } = await tx.hireEvent.createMany({
    data: events.map((event) => ({ id: uuidv7(), organizationId, ...event })),
    skipDuplicates: true,
  });
  return count;
}
