import { z } from "zod";
import { type PayField, type PayValues, payFieldOf, payName } from "@/lib/compensation/rules";
import type { Compensation } from "@/lib/compensation/schema";
import { unseal } from "@/lib/platform/crypto";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { type ApplicationId, asApplicationId, type OfferId } from "@/lib/platform/ids";

/** Returns the context that pay is sealed for, so that it cannot be unsealed for another organization. */
export function compensationContext(organizationId: OrganizationId): string {
  return `${organizationId} compensation`;
}

interface PayRow {
  applicationId: ApplicationId;
  /** 0: what the application and its candidate say. */
  offerId: number;
  valuesSealed: string;
}

/** Returns what is kept of pay for these applications, sealed. */
export async function payRows(tx: TenantTx, applicationIds: readonly ApplicationId[]): Promise<PayRow[]> {
  const rows = await tx.compensation.findMany({ where: { applicationId: { in: applicationIds.map(BigInt) } } });
  return rows.map((row) => ({ ...row, applicationId: asApplicationId(row.applicationId), offerId: Number(row.offerId) }));
}

const valuesSchema = z.record(z.string(), z.string().nullable());

/** Opens what is kept of pay. Throws `UnsealError`. */
export function unsealPay(organizationId: OrganizationId, { valuesSealed }: Pick<PayRow, "valuesSealed">): PayValues {
  return valuesSchema.parse(JSON.parse(unseal(valuesSealed, compensationContext(organizationId))));
}

/** Returns every value that is kept of an application's pay, whichever offer says it, and whether or not its field is still chosen. */
export async function everyValue(
  tx: TenantTx,
  organizationId: OrganizationId,
  applicationId: ApplicationId,
  names: ReadonlyMap<string, string>,
): Promise<Compensation["items"]> {
  const rows = await payRows(tx, [applicationId]);
  return rows.flatMap((row) =>
    Object.entries(unsealPay(organizationId, row)).flatMap(([name, value]) => {
      const field = payFieldOf(name);
      return field ? [{ ...field, name: names.get(name) ?? field.key, value }] : [];
    }),
  );
}

/** A hire whose pay is asked for: what its accepted offer says counts. */
export interface PaidHire {
  applicationId: ApplicationId;
  offerId: OfferId | null;
}

/** Returns the compensation of some hires, of the fields that are chosen now, by application id. `names` are what Greenhouse calls the fields. */
export async function compensationOf(
  tx: TenantTx,
  organizationId: OrganizationId,
  hires: readonly PaidHire[],
  { fields, names }: { fields: readonly PayField[]; names: ReadonlyMap<string, string> },
): Promise<Map<ApplicationId, Compensation["items"]>> {
  const rows =
    fields.length === 0
      ? []
      : await payRows(
          tx,
          hires.map(({ applicationId }) => applicationId),
        );
  const byApplication = Map.groupBy(rows, ({ applicationId }) => applicationId);
  return new Map(
    hires.map(({ applicationId, offerId }) => {
      const own = (byApplication.get(applicationId) ?? []).filter((row) => row.offerId === 0 || row.offerId === offerId);
      const values: PayValues = Object.assign({}, ...own.map((row) => unsealPay(organizationId, row)));
      const items = fields.map((field) => ({
        ...field,
        name: names.get(payName(field)) ?? field.key,
        value: values[payName(field)] ?? null,
      }));
      return [applicationId, items];
    }),
  );
}
