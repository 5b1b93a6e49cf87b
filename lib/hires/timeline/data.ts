import type { TenantTx } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";
import type { HireEvent } from "@/prisma/generated/client";

/** What happened to a hire that no other row tells, newest first. */
export function hireEvents(tx: TenantTx, newHireId: HireId, limit: number): Promise<HireEvent[]> {
  return tx.hireEvent.findMany({ where: { newHireId }, orderBy: [{ at: "desc" }, { id: "desc" }], take: limit });
}
