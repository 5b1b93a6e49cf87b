import type { TenantTx } from "@/lib/platform/db";

declare const permitted: unique symbol;
/** Proof that an organization's email may leave: after a backup was restored it may not, until an operator has seen what would be sent. */
export interface MailPermit {
  readonly [permitted]: true;
}

/** Returns the permit to send email for the transaction's organization; null while its email is held. */
export async function mailPermit(tx: TenantTx): Promise<MailPermit | null> {
  const held = await tx.organization.count({ where: { mailHeldSince: { not: null } } });
  return held === 0 ? ({} as MailPermit) : null;
}
