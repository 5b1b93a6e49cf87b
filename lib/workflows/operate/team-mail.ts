import { guessablePassword, hashPassword } from "@/lib/auth/password";
import { consumeRateLimit } from "@/lib/auth/throttle";
import { portalMail } from "@/lib/email/portal-mail";
import { sendMail } from "@/lib/email/transport";
import { hashToken } from "@/lib/platform/crypto";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { joinPage, path } from "@/lib/platform/paths";
import { unsafeFindJoiner } from "@/lib/team/data";
import { joinTeam, joinToken } from "@/lib/team/mutations";
import type { JoinView } from "@/lib/team/schema";

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
/** Opened links from one address: far more than an office needs, far too few to guess. */
const perAddress = { name: "join-address", points: 60, durationSeconds: 60 };

/** Mails somebody who was invited to the team their link. Throws where the mail server does not take it now; the queue tries again. */
export async function sendTeamMail(organizationId: OrganizationId, userId: string): Promise<void> {
  const user = await inOrganization(organizationId, (tx) =>
    tx.user.findFirst({
      where: { id: userId },
      select: { id: true, name: true, email: true, joinExpiresAt: true, organization: { select: { name: true } } },
    }),
  );
  // Removed, or joined meanwhile.
  if (!user?.joinExpiresAt) return;
  const { joinExpiresAt, organization } = user;
  const token = joinToken({ id: user.id, joinExpiresAt });
  // Another key may be the first one by now, and derives another token.
  await inOrganization(organizationId, (tx) =>
    tx.user.updateMany({ where: { id: userId, joinExpiresAt }, data: { joinTokenHash: hashToken(token) } }),
  );
  const mail = await portalMail({
    organization: organization.name,
    subject: `Join ${organization.name} in EMPTrust`,
    text: `Hello ${user.name},\n\nyou are invited to the onboarding portal of ${organization.name}. Choose a password, and sign in with ${user.email}.`,
    button: "Choose a password",
    link: `${env().APP_URL}${path(joinPage, token)}`,
    foot: "The link is yours alone and works for seven days. Not expecting this? You can delete it.",
  });
  const delivery = await sendMail({
    ...mail,
    to: { name: user.name, address: user.email },
    messageId: `<team.${user.id}.${joinExpiresAt.getTime()}@${new URL(env().APP_URL).hostname}>`,
  });
  if (delivery.kind === "refused" && !delivery.permanent) throw new MailNotTaken();
}

/** The mail server did not take a mail this time. */
class MailNotTaken extends Error {
  constructor() {
    super("the mail server did not take the mail");
    this.name = "MailNotTaken";
  }
}

/** What a link shows to whoever opens it. Opening changes nothing: mail scanners open links, too. */
export async function openJoinLink(token: string, address: string): Promise<JoinView> {
  if ((await consumeRateLimit(perAddress, address)) !== null) return { state: "throttled" };
  const joiner = TOKEN.test(token) ? await unsafeFindJoiner(hashToken(token)) : null;
  if (!joiner?.joinExpiresAt || joiner.joinExpiresAt <= new Date()) return { state: "dead" };
  const user = await inOrganization(joiner.organizationId, (tx) =>
    tx.user.findFirst({ where: { id: joiner.id }, select: { name: true, email: true, organization: { select: { name: true } } } }),
  );
  return user ? { state: "open", organizationName: user.organization.name, name: user.name, email: user.email } : { state: "dead" };
}

/** Takes the password that somebody chose; answers the address to sign in with. Throws `link_ended` where the link works no more. */
export async function join({ token, password }: { token: string; password: string }, address: string): Promise<{ email: string }> {
  const wait = await consumeRateLimit(perAddress, address);
  if (wait !== null) throw new AppError("too_many_requests", "Too many attempts. Try again in a minute.", { retryAfterSeconds: wait });
  const ended = new AppError("link_ended", "This link has been used, has expired, or was replaced. Ask an admin for a new one.");
  const joinTokenHash = hashToken(token);
  const joiner = TOKEN.test(token) ? await unsafeFindJoiner(joinTokenHash) : null;
  if (!joiner) throw ended;
  const problem = guessablePassword(password, joiner.email);
  if (problem)
    throw new AppError("invalid_fields", "Choose another password. Nothing was saved.", {
      invalidParams: [{ name: "password", reason: problem }],
    });
  const passwordHash = await hashPassword(password);
  const { id, organizationId } = joiner;
  if (!(await inOrganization(organizationId, (tx) => joinTeam(tx, organizationId, { id, joinTokenHash, passwordHash }, new Date()))))
    throw ended;
  return { email: joiner.email };
}
