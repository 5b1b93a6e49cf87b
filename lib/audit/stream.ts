import { changesOf } from "@/lib/audit/data";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";

/** A sealed entry as the operator's systems get it. What was changed is named, its values stay here. */
export interface StreamedEntry {
  organizationId: string;
  sequence: number;
  id: string;
  at: string;
  actorId: string | null;
  actor: string;
  action: string;
  subject: string;
  fields: string[];
  /** The link of the chain, in hexadecimal: kept elsewhere, it shows a chain that was cut off or made anew. */
  hash: string;
}

/** Returns the sealed entries of the transaction's organization that were not streamed yet, oldest first. */
export async function unstreamedEntries(tx: TenantTx, organizationId: OrganizationId, limit: number): Promise<StreamedEntry[]> {
  const place = await tx.auditStream.findFirst({ select: { sequence: true } });
  const rows = await tx.auditEntry.findMany({
    where: { organizationId, sequence: { gt: place?.sequence ?? 0n } },
    orderBy: { sequence: "asc" },
    take: limit,
  });
  return rows.map(({ sequence, hash, at, changes, id, actorId, actor, action, subject }) => ({
    organizationId,
    sequence: Number(sequence),
    id,
    at: at.toISOString(),
    actorId,
    actor,
    action,
    subject,
    fields: Object.keys(changesOf(changes)),
    hash: Buffer.from(hash ?? []).toString("hex"),
  }));
}

/** Notes that entries up to a place in the chain were streamed. */
export async function noteStreamed(tx: TenantTx, organizationId: OrganizationId, sequence: number): Promise<void> {
  await tx.auditStream.upsert({
    where: { organizationId },
    create: { organizationId, sequence },
    update: { sequence },
  });
}
