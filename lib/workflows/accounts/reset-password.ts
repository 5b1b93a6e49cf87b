import { UNKNOWN_PERSON } from "@/lib/audit/actions";
import { accountEmail, membershipsOf, unsafeFindAccount, unsafeFindReset } from "@/lib/auth/accounts/data";
import { auditEverywhere, recordOwn, setPassword } from "@/lib/auth/accounts/mutations";
import { hashPassword, passwordProblem } from "@/lib/auth/password";
import type { ResetView } from "@/lib/auth/schema";
import { consumeRateLimit, type Limit } from "@/lib/auth/throttle";
import { logRefusedLink } from "@/lib/http/refusals";
import { resetMailJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import * as m from "@/lib/messages/generated/server/accounts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/platform/calendar";
import { currentKeyId, deriveToken, hashToken, isToken } from "@/lib/platform/crypto";
import { asAccountId, inAccount, inOrganization, type OrganizationId, withOrganization } from "@/lib/platform/db";
import { AppError, refusedField } from "@/lib/platform/errors";
import { mailPermit } from "@/lib/platform/mail-permit";
import { path } from "@/lib/platform/paths/address";
import { resetPage } from "@/lib/platform/paths/pages";
import { sendPortalEmail } from "@/lib/workflows/accounts/send-portal-email";

const VALID_MINUTES = 30;
const HOUR_SECONDS = HOUR_MS / SECOND_MS;
/** Requests from one IP address, which an entire office may share. */
const perAddress: Limit = { name: "reset-address", points: 20, durationSeconds: HOUR_SECONDS };
/** Emails to one person: who asks for more gets the same answer and sends none. */
const perAccount: Limit = { name: "reset-account", points: 3, durationSeconds: HOUR_SECONDS };
/** Opened links per IP address: far too few to guess a token. */
const perOpening: Limit = { name: "reset-open", points: 60, durationSeconds: 60 };
/** How often an email looks whether it is still held. */
const HELD_SECONDS = 60;

function resetToken(accountId: string, resetExpiresAt: Date): string {
  return deriveToken(`password reset ${accountId} ${resetExpiresAt.toISOString()}`, currentKeyId());
}

/** Counts a request for a link to choose a new password. Throws `too_many_requests` for its IP address, whatever email it names. */
export async function countResetRequest(address: string): Promise<void> {
  const wait = await consumeRateLimit(perAddress, address);
  if (wait !== null) throw new AppError("too_many_requests", m.tooManyResets(), { retryAfterSeconds: wait });
}

/** Emails the person with this address a link to choose a new password, which replaces one that was sent before. Does nothing for others. */
export async function requestPasswordReset(typed: string): Promise<void> {
  const email = accountEmail(typed);
  const account = await unsafeFindAccount(email);
  if (!account || (await consumeRateLimit(perAccount, email)) !== null) return;
  await inAccount(account.id, async (tx, now) => {
    const [last] = await membershipsOf(tx, account.id);
    if (!last) return;
    const resetExpiresAt = new Date(now.getTime() + VALID_MINUTES * MINUTE_MS);
    const resetTokenHash = hashToken(resetToken(account.id, resetExpiresAt));
    await tx.account.updateMany({ where: { id: account.id }, data: { resetTokenHash, resetExpiresAt } });
    await auditEverywhere(tx, account.id, recordOwn("user.reset_requested", { id: null, name: UNKNOWN_PERSON }));
    const { organizationId, userId } = last;
    await enqueue(await withOrganization(tx, organizationId), resetMailJob, [{ organizationId, userId }]);
  });
}

/** Emails a person the link to choose a new password. Throws when the mail server rejects it for now; the queue retries. */
export async function sendResetLink(organizationId: OrganizationId, userId: string): Promise<void> {
  const user = await inOrganization(organizationId, (tx) =>
    tx.user.findFirst({ where: { id: userId }, select: { accountId: true, name: true, email: true } }),
  );
  if (!user?.accountId) return;
  const accountId = asAccountId(user.accountId);
  const due = await inAccount(accountId, async (tx, now) => {
    const account = await tx.account.findFirst({ where: { id: accountId, resetExpiresAt: { gt: now } }, select: { resetExpiresAt: true } });
    if (!account?.resetExpiresAt) return null;
    const own = await withOrganization(tx, organizationId);
    const permit = await mailPermit(own);
    if (!permit) await enqueue(own, resetMailJob, [{ organizationId, userId }], { startAfterSeconds: HELD_SECONDS });
    // The key may have been rotated since, which changes the token.
    const token = resetToken(accountId, account.resetExpiresAt);
    await tx.account.updateMany({ where: { id: accountId }, data: { resetTokenHash: hashToken(token) } });
    return permit && { permit, token, resetExpiresAt: account.resetExpiresAt };
  });
  if (!due) return;
  await sendPortalEmail({
    permit: due.permit,
    to: { name: user.name, address: user.email },
    id: `reset.${userId}.${due.resetExpiresAt.getTime()}`,
    organization: m.portal(),
    subject: m.resetSubject(),
    text: m.resetText({ name: user.name }),
    button: m.resetButton(),
    path: path(resetPage, due.token),
    footer: m.resetFoot({ minutes: VALID_MINUTES }),
  });
}

/** Returns what the page behind a link to choose a new password shows. Reading changes nothing, because mail scanners open links, too. */
export async function readResetLink(token: string, address: string): Promise<ResetView> {
  if ((await consumeRateLimit(perOpening, address)) !== null) {
    logRefusedLink("too_many_requests", address);
    return { state: "throttled" };
  }
  const account = isToken(token) ? await unsafeFindReset(hashToken(token)) : null;
  if (!account) {
    logRefusedLink("link_expired", address);
    return { state: "dead" };
  }
  const isOpen = await inAccount(account.id, async (_, now) => account.resetExpiresAt > now);
  return isOpen ? { state: "open", email: account.email } : { state: "dead" };
}

/**
 * Sets the password that a person chose with their link, which works once. All their sessions end. Throws `link_expired` when the link no
 * longer works, `invalid_fields` when the password is refused, and `too_many_requests`.
 */
export async function resetPasswordByLink(token: string, password: string, address: string): Promise<void> {
  const wait = await consumeRateLimit(perOpening, address);
  if (wait !== null) throw new AppError("too_many_requests", m.tooManyResets(), { retryAfterSeconds: wait });
  const expired = new AppError("link_expired", m.resetExpired());
  const resetTokenHash = hashToken(token);
  const account = isToken(token) ? await unsafeFindReset(resetTokenHash) : null;
  if (!account) throw expired;
  const memberships = await inAccount(account.id, (tx) => membershipsOf(tx, account.id));
  const reason = await passwordProblem(password, { email: account.email, organizations: memberships.map((one) => one.organizationName) });
  if (reason !== null) throw refusedField("password", reason, m.passwordRefused());
  const passwordHash = await hashPassword(password);
  await inAccount(account.id, async (tx, now) => {
    const { count } = await tx.account.updateMany({
      where: { id: account.id, resetTokenHash, resetExpiresAt: { gt: now } },
      data: { resetTokenHash: null, resetExpiresAt: null },
    });
    if (count === 0) throw expired;
    await setPassword(tx, account.id, passwordHash, { actor: "person" });
  });
}
