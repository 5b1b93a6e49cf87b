import { isDeepStrictEqual } from "node:util";
import { v7 as uuidv7 } from "uuid";
import { compensationContext, payRows, unsealPay } from "@/lib/compensation/data";
import { type PayField, type PayValues, payName } from "@/lib/compensation/rules";
import { column } from "@/lib/platform/columns";
import { seal } from "@/lib/platform/crypto";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import type { ApplicationId, OfferId } from "@/lib/platform/ids";
import { upsertRows } from "@/lib/platform/upsert";

/** What one offer says of pay, or, without an offer, the application and its candidate. */
export interface HeardPay {
  applicationId: ApplicationId;
  offerId: OfferId | null;
  values: PayValues;
}

const payTable = {
  name: "Compensation",
  columns: {
    id: column.uuid(),
    applicationId: column.bigint<ApplicationId>(),
    offerId: column.bigint(),
    valuesSealed: column.text(),
  },
};

/** Keeps what was heard of pay, sealed, where it differs from what is kept; their applications are tracked already. */
export async function storePay(tx: TenantTx, organizationId: OrganizationId, heard: readonly HeardPay[]): Promise<void> {
  const told = heard.filter(({ values }) => Object.keys(values).length > 0);
  if (told.length === 0) return;
  const kept = await payRows(
    tx,
    told.map(({ applicationId }) => applicationId),
  );
  const changed = told.flatMap((one) => {
    const row = kept.find(({ applicationId, offerId }) => applicationId === one.applicationId && offerId === (one.offerId ?? 0));
    const before = row ? unsealPay(organizationId, row) : null;
    // What was not heard this time is kept: it may only not have been readable.
    const values = { ...before, ...one.values };
    return isDeepStrictEqual(before, values) ? [] : [{ ...one, values }];
  });
  const rows = changed.map(({ applicationId, offerId, values }) => ({
    id: uuidv7(),
    applicationId,
    offerId: offerId ?? 0,
    valuesSealed: seal(JSON.stringify(values), compensationContext(organizationId)),
  }));
  await upsertRows(tx, organizationId, payTable, rows, { key: ["applicationId", "offerId"], keep: ["id"] });
}

/**
 * Deletes what the next `limit` rows after one keep of fields that are no longer chosen, in the order of the ids. Returns the last of them; null
 * where there are no more.
 */
export async function forgetPay(
  tx: TenantTx,
  organizationId: OrganizationId,
  chosen: readonly PayField[],
  { afterId, limit }: { afterId: string | null; limit: number },
): Promise<string | null> {
  const rows = await tx.compensation.findMany({
    where: afterId === null ? {} : { id: { gt: afterId } },
    orderBy: { id: "asc" },
    take: limit,
  });
  const names = new Set(chosen.map(payName));
  for (const { id, valuesSealed } of rows) {
    const values = Object.entries(unsealPay(organizationId, { valuesSealed }));
    const left = values.filter(([name]) => names.has(name));
    if (left.length === values.length) continue;
    if (left.length === 0) await tx.compensation.deleteMany({ where: { id } });
    else {
      const sealed = seal(JSON.stringify(Object.fromEntries(left)), compensationContext(organizationId));
      // One that a sync replaced since it was read stays as that wrote it.
      await tx.compensation.updateMany({ where: { id, valuesSealed }, data: { valuesSealed: sealed } });
    }
  }
  return rows.length < limit ? null : (rows.at(-1)?.id ?? null);
}
