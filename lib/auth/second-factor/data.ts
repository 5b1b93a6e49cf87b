import { z } from "zod";
import { membershipsOf } from "@/lib/auth/accounts/data";
import { deviceWords } from "@/lib/auth/accounts/sessions";
import type { Actor } from "@/lib/auth/actor";
import {
  defaultSecondFactor,
  type FactorKind,
  isSecondFactorRequired,
  type SecondFactorDemand,
  secondFactorDemands,
} from "@/lib/auth/second-factor/rules";
import type { Factors } from "@/lib/auth/second-factor/schema";
import { type AccountId, type AccountTx, inAccount, withOrganization } from "@/lib/platform/db";
import { isStrict } from "@/lib/platform/env";

const demandSchema = z.object({ required: z.enum(secondFactorDemands) });

/**
 * Returns from whom an organization requires a second factor; `stored` is its setting's value, null where it set nothing. Where
 * `SECURITY_PROFILE` is strict, from everyone.
 */
export function demandOf(stored: unknown): SecondFactorDemand {
  if (isStrict()) return "everyone";
  return (demandSchema.safeParse(stored).data ?? defaultSecondFactor).required;
}

/** Returns how a person can show a second factor; nothing where they have none. Recovery codes alone are none. */
export async function factorKindsOf(tx: AccountTx, accountId: AccountId): Promise<FactorKind[]> {
  const apps = await tx.totpFactor.count({ where: { accountId, confirmedAt: { not: null } } });
  const passkeys = await tx.passkey.count({ where: { accountId } });
  if (apps + passkeys === 0) return [];
  const codes = await tx.recoveryCode.count({ where: { accountId, usedAt: null } });
  const counts = [
    ["totp", apps],
    ["passkey", passkeys],
    ["recovery_code", codes],
  ] as const;
  return counts.flatMap(([kind, count]) => (count > 0 ? [kind] : []));
}

/** Returns whether any of the person's organizations requires a second factor of them. The transaction then sees the last one, too. */
export async function isRequiredAnywhere(tx: AccountTx, accountId: AccountId): Promise<boolean> {
  for (const { organizationId, role } of await membershipsOf(tx, accountId)) {
    const own = await withOrganization(tx, organizationId);
    const row = await own.organizationSetting.findFirst({ where: { organizationId, name: "second_factor" }, select: { value: true } });
    if (isSecondFactorRequired(demandOf(row?.value), role)) return true;
  }
  return false;
}

/** Returns what a person has as second factors, and whether they have to. */
export async function readFactors({ accountId, requiresSecondFactor, hasSecondFactor }: Actor): Promise<Factors> {
  return inAccount(accountId, async (tx, now) => {
    const app = await tx.totpFactor.findFirst({ where: { accountId, confirmedAt: { not: null } }, select: { confirmedAt: true } });
    const passkeys = await tx.passkey.findMany({ where: { accountId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
    const devices = await tx.rememberedDevice.findMany({
      where: { accountId, expiresAt: { gt: now } },
      orderBy: [{ lastUsedAt: "desc" }, { id: "desc" }],
    });
    return {
      app: app?.confirmedAt ? { addedAt: app.confirmedAt.toISOString() } : null,
      passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
        id,
        name,
        addedAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
      })),
      recoveryCodesLeft: await tx.recoveryCode.count({ where: { accountId, usedAt: null } }),
      devices: devices.map(({ id, lastUsedAt, expiresAt, ...names }) => ({
        id,
        device: deviceWords(names),
        lastUsedAt: lastUsedAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
      })),
      required: requiresSecondFactor,
      missing: requiresSecondFactor && !hasSecondFactor,
    };
  });
}
