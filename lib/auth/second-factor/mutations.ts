import { OPERATOR } from "@/lib/audit/actions";
import { unsafeFindAccount } from "@/lib/auth/accounts/data";
import { auditEverywhere, type OwnAction, recordOwn } from "@/lib/auth/accounts/mutations";
import type { Actor } from "@/lib/auth/actor";
import { factorKindsOf, isRequiredAnywhere } from "@/lib/auth/second-factor/data";
import { registrationOptions, verifiedRegistration } from "@/lib/auth/second-factor/passkeys";
import { makeRecoveryCodes } from "@/lib/auth/second-factor/recovery-codes";
import type { Registration } from "@/lib/auth/second-factor/schema";
import { newTotpSecret, stepsAround, totpContext, totpQrCode, totpStepOf } from "@/lib/auth/second-factor/totp";
import * as m from "@/lib/messages/generated/auth/refusal";
import { HOUR_MS } from "@/lib/platform/calendar";
import { seal, unseal } from "@/lib/platform/crypto";
import { type AccountId, type AccountTx, inAccount } from "@/lib/platform/db";
import { AppError, notFound, refusedField } from "@/lib/platform/errors";

/** So many are more than anyone needs, and few enough to be listed whole. */
const MOST_PASSKEYS = 20;

const asked = ({ sessionId }: Actor) => ({ purpose: "registration", holder: sessionId }) as const;

/** Of two changes of one person's factors, the second sees what the first did: so the last factor cannot go by two removals at once. */
async function changed<Result>(actor: Actor, work: (tx: AccountTx, now: Date) => Promise<Result>): Promise<Result> {
  return inAccount(actor.accountId, async (tx, now) => {
    await tx.$executeRaw`SELECT 1 FROM "Account" WHERE "id" = ${actor.accountId}::uuid FOR UPDATE`;
    return work(tx, now);
  });
}

/** Makes the secret of an authenticator app, which counts once its first code was right; one that was begun before is forgotten. */
export async function beginTotp(actor: Actor) {
  const { accountId, email } = actor;
  const secret = newTotpSecret();
  const secretSealed = seal(secret, totpContext(accountId));
  return changed(actor, async (tx) => {
    await tx.totpFactor.deleteMany({ where: { accountId, confirmedAt: null } });
    const { id } = await tx.totpFactor.create({ data: { accountId, secretSealed }, select: { id: true } });
    return { id, secret, qr: totpQrCode(secret, email) };
  });
}

/**
 * Has an authenticator app count from now on, in place of the one before. Returns recovery codes, null where the person has some. Throws
 * `not_found` where it was not begun within an hour, and `invalid_fields` where the code is not of it.
 */
export async function confirmTotp(actor: Actor, id: string, code: string): Promise<string[] | null> {
  const { accountId } = actor;
  return changed(actor, async (tx, now) => {
    const begun = { gt: new Date(now.getTime() - HOUR_MS) };
    const factor = await tx.totpFactor.findFirst({ where: { id, accountId, confirmedAt: null, createdAt: begun } });
    if (!factor) throw notFound("second factor");
    const lastStep = totpStepOf(unseal(factor.secretSealed, totpContext(accountId)), code.replace(/\s/g, ""), now, stepsAround());
    if (lastStep === null) throw refusedField("code", m.codeRefused());
    await tx.totpFactor.deleteMany({ where: { accountId, id: { not: id } } });
    await tx.totpFactor.updateMany({ where: { id }, data: { confirmedAt: now, lastStep } });
    return added(tx, actor, "user.totp_added", now);
  });
}

/** Returns what a browser needs to make a passkey. */
export async function beginPasskey(actor: Actor) {
  const { accountId } = actor;
  const known = await inAccount(accountId, (tx) =>
    tx.passkey.findMany({ where: { accountId }, select: { credentialId: true, transports: true } }),
  );
  return registrationOptions(asked(actor), actor, known);
}

/** Adds the passkey that a browser made. Returns as `confirmTotp` does; throws `invalid_fields` where it is not what was asked for. */
export async function addPasskey(actor: Actor, name: string, registration: Registration): Promise<string[] | null> {
  const { accountId } = actor;
  const passkey = await verifiedRegistration(asked(actor), registration);
  if (!passkey) throw refusedField("registration", m.passkeyRefused());
  return changed(actor, async (tx, now) => {
    if ((await tx.passkey.count({ where: { accountId } })) >= MOST_PASSKEYS) {
      throw refusedField("registration", m.mostPasskeys({ most: MOST_PASSKEYS }));
    }
    const { count } = await tx.passkey.createMany({ data: [{ accountId, name, ...passkey }], skipDuplicates: true });
    if (count === 0) throw refusedField("registration", m.passkeyRefused());
    return added(tx, actor, "user.passkey_added", now);
  });
}

/** The person has just shown the factor that they added, so their session has it; with the first one come recovery codes. */
async function added(tx: AccountTx, { accountId, sessionId }: Actor, action: OwnAction, now: Date): Promise<string[] | null> {
  await tx.session.updateMany({ where: { id: sessionId, accountId }, data: { secondFactorAt: now } });
  const has = await tx.recoveryCode.count({ where: { accountId } });
  const codes = has > 0 ? null : await makeRecoveryCodes(tx, accountId);
  await auditEverywhere(tx, accountId, recordOwn(action));
  return codes;
}

/** Renames a passkey. Throws `not_found`. */
export async function renamePasskey(actor: Actor, id: string, name: string): Promise<void> {
  const { accountId } = actor;
  await changed(actor, async (tx) => {
    const { count } = await tx.passkey.updateMany({ where: { id, accountId }, data: { name } });
    if (count === 0) throw notFound("passkey");
    await auditEverywhere(tx, accountId, recordOwn("user.passkey_renamed"));
  });
}

/** Removes a passkey. Throws `not_found`, and `last_second_factor` where an organization of the person's requires one. */
export async function removePasskey(actor: Actor, id: string): Promise<void> {
  await changed(actor, async (tx) => {
    const { count } = await tx.passkey.deleteMany({ where: { id, accountId: actor.accountId } });
    if (count === 0) throw notFound("passkey");
    await removed(tx, actor.accountId, "user.passkey_removed");
  });
}

/** Removes the authenticator app. Throws as `removePasskey` does. */
export async function removeTotp(actor: Actor): Promise<void> {
  await changed(actor, async (tx) => {
    const { count } = await tx.totpFactor.deleteMany({ where: { accountId: actor.accountId, confirmedAt: { not: null } } });
    if (count === 0) throw notFound("second factor");
    await removed(tx, actor.accountId, "user.totp_removed");
  });
}

async function removed(tx: AccountTx, accountId: AccountId, action: OwnAction): Promise<void> {
  const isLast = (await factorKindsOf(tx, accountId)).length === 0;
  if (isLast && (await isRequiredAnywhere(tx, accountId))) throw new AppError("last_second_factor", m.lastSecondFactor());
  await tx.rememberedDevice.deleteMany({ where: { accountId } });
  if (isLast) await forgetFactors(tx, accountId);
  await auditEverywhere(tx, accountId, recordOwn(action));
}

async function forgetFactors(tx: AccountTx, accountId: AccountId): Promise<void> {
  const where = { accountId };
  await tx.totpFactor.deleteMany({ where });
  await tx.passkey.deleteMany({ where });
  await tx.recoveryCode.deleteMany({ where });
  await tx.rememberedDevice.deleteMany({ where });
  await tx.session.updateMany({ where, data: { secondFactorAt: null } });
}

/** Gives the person new recovery codes; the ones before are worth nothing. Throws `not_found` where they have no second factor. */
export async function renewRecoveryCodes(actor: Actor): Promise<string[]> {
  const { accountId } = actor;
  return changed(actor, async (tx) => {
    if ((await factorKindsOf(tx, accountId)).length === 0) throw notFound("second factor");
    const codes = await makeRecoveryCodes(tx, accountId);
    await auditEverywhere(tx, accountId, recordOwn("user.recovery_codes_made"));
    return codes;
  });
}

/** Has a browser asked again for the second factor. Throws `not_found`. */
export async function forgetDevice(actor: Actor, id: string): Promise<void> {
  const { accountId } = actor;
  await changed(actor, async (tx) => {
    const { count } = await tx.rememberedDevice.deleteMany({ where: { id, accountId } });
    if (count === 0) throw notFound("remembered browser");
    await auditEverywhere(tx, accountId, recordOwn("user.device_forgotten"));
  });
}

/** Takes all second factors of a person away, for an operator who made sure of them, and ends their sessions. False where there is no account. */
export async function resetFactors(email: string): Promise<boolean> {
  const account = await unsafeFindAccount(email);
  if (!account) return false;
  const { id: accountId } = account;
  await inAccount(accountId, async (tx) => {
    await forgetFactors(tx, accountId);
    await tx.session.deleteMany({ where: { accountId } });
    await auditEverywhere(tx, accountId, recordOwn("user.second_factors_reset", { id: null, name: OPERATOR }));
  });
  return true;
}
