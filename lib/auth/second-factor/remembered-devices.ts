import { randomBytes } from "node:crypto";
import { auditEverywhere, recordOwn } from "@/lib/auth/accounts/mutations";
import type { DeviceNames } from "@/lib/auth/accounts/sessions";
import { REMEMBERED_DAYS } from "@/lib/auth/second-factor/rules";
import { cookieHeader, hostCookie } from "@/lib/auth/sign-in/cookies";
import { DAY_MS, daysLater } from "@/lib/platform/calendar";
import { hashToken } from "@/lib/platform/crypto";
import { type AccountId, type AccountTx, inAccount } from "@/lib/platform/db";

const NAME = "emptrust.remembered";

/** Returns the name of the cookie by which a browser is not asked for the second factor. */
export function rememberedCookieName(): string {
  return hostCookie(NAME).name;
}

/** Remembers the browser in which a person gave their second factor just now, and returns the `Set-Cookie` header that says so. */
export async function rememberDevice(accountId: AccountId, names: DeviceNames): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await inAccount(accountId, async (tx, now) => {
    const expiresAt = daysLater(now, REMEMBERED_DAYS);
    await tx.rememberedDevice.deleteMany({ where: { accountId, expiresAt: { lte: now } } });
    await tx.rememberedDevice.create({ data: { accountId, tokenHash: hashToken(token), ...names, createdAt: now, expiresAt } });
    await auditEverywhere(tx, accountId, recordOwn("user.device_remembered"));
  });
  return cookieHeader(NAME, token, REMEMBERED_DAYS * DAY_MS);
}

/** Returns when the second factor was given in a remembered browser; null where it is not one of the person's, or no longer. */
export async function rememberedSince(tx: AccountTx, accountId: AccountId, token: string, now: Date): Promise<Date | null> {
  const device = await tx.rememberedDevice.findFirst({
    where: { accountId, tokenHash: hashToken(token), expiresAt: { gt: now } },
    select: { id: true, createdAt: true },
  });
  if (!device) return null;
  await tx.rememberedDevice.updateMany({ where: { id: device.id }, data: { lastUsedAt: now } });
  return device.createdAt;
}
