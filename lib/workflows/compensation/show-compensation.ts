import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { isAllowed } from "@/lib/auth/permissions";
import { compensationOf, everyValue, type PaidHire } from "@/lib/compensation/data";
import { payName } from "@/lib/compensation/rules";
import type { Compensation } from "@/lib/compensation/schema";
import type { NewHireExportQuery } from "@/lib/hires/conditions/schema";
import { readHires } from "@/lib/hires/data";
import { exportHires } from "@/lib/hires/list/export";
import type { FileContent } from "@/lib/http/download";
import * as m from "@/lib/messages/generated/problems";
import { inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";
import { type ApplicationId, asApplicationId, asOfferId, type HireId } from "@/lib/platform/ids";
import { readSetting, seenCustomFields } from "@/lib/settings/data";

/** Returns what is kept of some hires' compensation, by application id, in the order of the fields that were chosen. */
async function readCompensation(
  tx: TenantTx,
  organizationId: OrganizationId,
  hires: readonly PaidHire[],
): Promise<Map<ApplicationId, Compensation["items"]>> {
  return compensationOf(tx, organizationId, hires, await chosenFields(tx));
}

/** Returns all that is kept of a person's pay, of earlier offers, too. */
export async function everyPayOf(
  tx: TenantTx,
  organizationId: OrganizationId,
  applicationId: ApplicationId,
): Promise<Compensation["items"]> {
  const { names } = await chosenFields(tx);
  return everyValue(tx, organizationId, applicationId, names);
}

async function chosenFields(tx: TenantTx) {
  const { fields } = (await readSetting(tx, "compensation")).value;
  const names = new Map((await seenCustomFields(tx)).map((field) => [payName(field), field.name]));
  return { fields, names };
}

/** Returns one hire's compensation; that it was looked at is in the audit log. Throws `not_found`. */
export async function showCompensation(tx: TenantTx, actor: Actor, id: HireId): Promise<Compensation> {
  const { organizationId, userId, name } = actor;
  const [hire] = await readHires(tx, [id], "read");
  if (!hire) throw notFound("new hire");
  await recordAudit(tx, {
    organizationId,
    actor: { id: userId, name },
    action: "new_hire.compensation_viewed",
    subject: `new_hire:${id}`,
    changes: {},
  });
  const { applicationId } = hire.state;
  return { items: (await readCompensation(tx, organizationId, [hire.state])).get(applicationId) ?? [] };
}

/** Exports hires, with what was agreed about pay where it is asked for by someone who may read it. Throws `forbidden` to others. */
export async function exportNewHires(actor: Actor, query: NewHireExportQuery, now: Date): Promise<FileContent> {
  if (query.compensation === undefined) return exportHires(actor, query, now);
  if (!isAllowed(actor.role, "compensation.read")) throw new AppError("forbidden", m.forbidden());
  const { organizationId } = actor;
  const chosen = await inOrganization(organizationId, chosenFields);
  return exportHires(actor, query, now, {
    titles: chosen.fields.map((field) => chosen.names.get(payName(field)) ?? field.key),
    cellsOf: async (tx, hires) => {
      const paid = hires.flatMap(({ id, greenhouse }) => (greenhouse ? [{ id, ...paidHire(greenhouse) }] : []));
      const found = await compensationOf(tx, organizationId, paid, chosen);
      return new Map(paid.map(({ id, applicationId }) => [id, (found.get(applicationId) ?? []).map(({ value }) => value)]));
    },
  });
}

function paidHire({ applicationId, offerId }: { applicationId: number; offerId: number | null }): PaidHire {
  return { applicationId: asApplicationId(applicationId), offerId: offerId === null ? null : asOfferId(offerId) };
}
