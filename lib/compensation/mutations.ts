import { isDeepStrictEqual } from "node:util";
import { v7 as uuidv7 } from "uuid";
import { compensationContext, payRows, unsealPay } from "@/lib/compensation/data";
import type { PayValues } from "@/lib/compensation/rules";
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
  const changed = told.filter(({ applicationId, offerId, values }) => {
    const row = kept.find((one) => one.applicationId === applicationId && one.offerId === (offerId ?? 0));
    return !row || !isDeepStrictEqual(unsealPay(organizationId, row), values);
  });
  const rows = changed.map(({ applicationId, offerId, values }) => ({
    id: uuidv7(),
    applicationId,
    offerId: offerId ?? 0,
    valuesSealed: seal(JSON.stringify(values), compensationContext(organizationId)),
  }));
  await upsertRows(tx, organizationId, payTable, rows, { key: ["applicationId", "offerId"], keep: ["id"] });
}

/** Deletes what is kept of everyone's pay, because other fields are read from now on. */
export async function forgetPay(tx: TenantTx): Promise<void> {
  await tx.compensation.deleteMany({});
}
