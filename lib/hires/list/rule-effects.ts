import type { FieldName, FieldValues } from "@/lib/hire-fields/fields";
import { isHireField } from "@/lib/hire-fields/own/rules";
import { fieldColumn } from "@/lib/hires/data";
import { nameOf } from "@/lib/hires/words";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { isImported } from "@/lib/settings/rules";
import type { ImportRule, SettingPreview } from "@/lib/settings/schema";
import { Prisma } from "@/prisma/generated/client";

/** How many hires other required fields would move: complete ones that would lack something, and pending ones that would lack nothing. */
export async function requiredFieldsEffect(
  tx: TenantTx,
  organizationId: OrganizationId,
  required: readonly FieldName[],
): Promise<SettingPreview<"required_fields">> {
  const missing = Prisma.join(
    required.map((field) => Prisma.sql`${fieldColumn(field)} IS NULL`),
    " OR ",
  );
  const [row] = await tx.$queryRaw<SettingPreview<"required_fields">[]>`
    SELECT count(*) FILTER (WHERE "status" = 'on_hold' AND (${missing}))::int AS "becomePending",
           count(*) FILTER (WHERE "status" = 'pending' AND NOT (${missing}))::int AS "becomeComplete"
    FROM "NewHire" WHERE "organizationId" = ${organizationId}::uuid AND "tab" IN ('pending', 'on_hold')`;
  return row ?? { becomePending: 0, becomeComplete: 0 };
}

const PORTION = 2_000;
const EXAMPLES = 5;

/** How many open hires these rules would exclude, with some of them, and how many that are excluded now they would include. */
export async function importRulesEffect(tx: TenantTx, rules: readonly ImportRule[]): Promise<SettingPreview<"import_rules">> {
  const effect: SettingPreview<"import_rules"> = { leftOut: 0, takenIn: 0, examples: [] };
  const fields = rules.map(({ field }) => field);
  for await (const { id, name, status, byHand, values } of hiresUnderRules(tx, fields)) {
    if (byHand) continue;
    const isTaken = isImported(values, rules);
    if (status === "excluded" && isTaken) effect.takenIn++;
    if (status === "excluded" || isTaken) continue;
    effect.leftOut++;
    if (effect.examples.length < EXAMPLES) effect.examples.push({ id, name });
  }
  return effect;
}

interface DecidedHire {
  id: string;
  name: string;
  status: "pending" | "on_hold" | "excluded";
  /** HR took them although a rule leaves them out, or left them out by hand: no rule decides about them. */
  byHand: boolean;
  /** Of the fields that were asked for. */
  values: Readonly<Partial<FieldValues>>;
}

/** Yields the hires that import rules apply to, in portions, each with its values of these fields. */
async function* hiresUnderRules(tx: TenantTx, fields: readonly FieldName[]): AsyncGenerator<DecidedHire> {
  const select = { ...decidedColumns, ...Object.fromEntries(fields.filter(isHireField).map((field) => [field, true])) };
  for (let after: string | null = null; ; ) {
    const rows: DecidedRow[] = await tx.newHire.findMany({
      where: { status: { in: ["pending", "on_hold", "excluded"] }, ...(after === null ? {} : { id: { gt: after } }) },
      select,
      orderBy: { id: "asc" },
      take: PORTION,
    });
    for (const { id, status, attention, includedByHr, candidateId, ownValues, ...standard } of rows) {
      // Written by changeHires only, by the columns of a hire.
      const values = { ...standard, ...(ownValues as FieldValues) };
      const name = nameOf(values, candidateId);
      // The query asks for these statuses only.
      const known = status as DecidedHire["status"];
      yield { id, name, status: known, byHand: includedByHr || attention.includes("excluded_by_hr"), values };
    }
    if (rows.length < PORTION) return;
    after = rows.at(-1)?.id ?? null;
  }
}

const decidedColumns = {
  id: true,
  status: true,
  attention: true,
  includedByHr: true,
  candidateId: true,
  ownValues: true,
  firstName: true,
  lastName: true,
  personalEmail: true,
} as const satisfies Prisma.NewHireSelect;

type DecidedRow = Prisma.NewHireGetPayload<{ select: typeof decidedColumns }> & Partial<FieldValues>;
