import { unsafeFindAccount } from "@/lib/auth/accounts/data";
import { createAccount } from "@/lib/auth/accounts/mutations";
import { hashPassword, passwordProblem } from "@/lib/auth/password";
import { checkPassword } from "@/lib/auth/sign-in/check-password";
import { consumeRateLimit } from "@/lib/auth/throttle";
import { logRefusedLink } from "@/lib/http/refusals";
import { teamMailJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import * as accounts from "@/lib/messages/generated/server/accounts";
import * as m from "@/lib/messages/generated/team";
import { hashToken, isToken } from "@/lib/platform/crypto";
import { asAccountId, inAccount, inOrganization, type OrganizationId, withOrganization } from "@/lib/platform/db";
import { AppError, refusedField } from "@/lib/platform/errors";
import { mailPermit } from "@/lib/platform/mail-permit";
import { path } from "@/lib/platform/paths/address";
import { joinPage } from "@/lib/platform/paths/pages";
import { unsafeFindJoiner } from "@/lib/team/data";
import { JOIN_DAYS, joinTeam, joinToken } from "@/lib/team/mutations";
import type { JoinView } from "@/lib/team/schema";
import { sendPortalEmail } from "@/lib/workflows/accounts/send-portal-email";

/** Opened links per IP address: far more than an office needs, far too few to guess a token. */
const perAddress = { name: "join-address", points: 60, durationSeconds: 60 };

/** How often an email looks whether it is still held. */
const HELD_SECONDS = 60;

/** Emails an invited teammate the link to join. Throws when the mail server rejects it for now; the queue retries. */
export async function sendTeamInvitation(organizationId: OrganizationId, userId: string): Promise<void> {
  const user = await inOrganization(organizationId, (tx) =>
    tx.user.findFirst({
      where: { id: userId },
      select: { id: true, name: true, email: true, joinExpiresAt: true, organization: { select: { name: true } } },
    }),
  );
  // Removed or joined since the job was enqueued.
  if (!user?.joinExpiresAt) return;
  const { joinExpiresAt, organization } = user;
  const token = joinToken({ id: user.id, joinExpiresAt });
  // The key may have been rotated since, which changes the token.
  const permit = await inOrganization(organizationId, async (tx) => {
    const permit = await mailPermit(tx);
    await tx.user.updateMany({ where: { id: userId, joinExpiresAt }, data: { joinTokenHash: hashToken(token) } });
    if (!permit) await enqueue(tx, teamMailJob, [{ organizationId, userId }], { startAfterSeconds: HELD_SECONDS });
    return permit;
  });
  if (!permit) return;
  await sendPortalEmail({
    permit,
    to: { name: user.name, address: user.email },
    id: `team.${user.id}.${joinExpiresAt.getTime()}`,
    organization: organization.name,
    subject: m.emailSubject({ organization: organization.name }),
    text: m.emailText({ name: user.name, organization: organization.name, email: user.email }),
    button: m.emailButton(),
    path: path(joinPage, token),
    footer: m.emailFoot({ days: JOIN_DAYS }),
  });
}

/** Returns what the page behind a join link shows. Reading changes nothing, because mail scanners open links, too. */
export async function readJoinLink(token: string, address: string): Promise<JoinView> {
  if ((await consumeRateLimit(perAddress, address)) !== null) {
    logRefusedLink("too_many_requests", address);
    return { state: "throttled" };
  }
  const joiner = isToken(token) ? await unsafeFindJoiner(hashToken(token)) : null;
  if (!joiner) {
    logRefusedLink("link_ended", address);
    return { state: "dead" };
  }
  const user = await inOrganization(joiner.organizationId, (tx, now) =>
    tx.user.findFirst({
      where: { id: joiner.id, joinExpiresAt: { gt: now } },
      select: { name: true, email: true, organization: { select: { name: true } } },
    }),
  );
  if (!user) return { state: "dead" };
  const account = await unsafeFindAccount(user.email);
  const { name, email, organization } = user;
  return { state: "open", organizationName: organization.name, name, email, hasAccount: (account?.passwordHash ?? null) !== null };
}

/**
 * Makes an invited person a member: with the account that they have, whose password they give, or with a new one, whose password they
 * choose. Returns the email to sign in with. Throws `link_ended` when the link no longer works, `invalid_fields` for a password that is
 * wrong or refused, and `too_many_requests`.
 */
export async function join({ token, password }: { token: string; password: string }, address: string): Promise<{ email: string }> {
  const wait = await consumeRateLimit(perAddress, address);
  if (wait !== null) throw new AppError("too_many_requests", m.joinThrottled(), { retryAfterSeconds: wait });
  const ended = new AppError("link_ended", m.joinEnded());
  const joinTokenHash = hashToken(token);
  const joiner = isToken(token) ? await unsafeFindJoiner(joinTokenHash) : null;
  if (!joiner) throw ended;
  const { id, organizationId, organizationName, email } = joiner;
  const account = await unsafeFindAccount(email);
  const hasPassword = account !== null && account.passwordHash !== null;
  const wrong = hasPassword && !(await checkPassword({ account: email, address, device: null }, password)).isRight;
  const reason = wrong
    ? accounts.wrongPassword()
    : hasPassword
      ? null
      : await passwordProblem(password, { email, organizations: [organizationName] });
  if (reason !== null) throw refusedField("password", reason, accounts.passwordRefused());
  const passwordHash = hasPassword ? null : await hashPassword(password);
  const accountId = account?.id ?? asAccountId(crypto.randomUUID());
  await inAccount(accountId, async (tx, now) => {
    if (!account && !(await createAccount(tx, { id: accountId, email, passwordHash }))) throw ended;
    if (account && passwordHash !== null)
      await tx.account.updateMany({ where: { id: accountId, passwordHash: null }, data: { passwordHash } });
    const own = await withOrganization(tx, organizationId);
    if (!(await joinTeam(own, organizationId, { id, joinTokenHash, accountId }, now))) throw ended;
  });
  return { email };
}
