import { recordAudit } from "@/lib/audit/mutations";
import { recordOwn, setPassword } from "@/lib/auth/accounts/mutations";
import type { Actor } from "@/lib/auth/actor";
import { hashPassword, passwordProblem } from "@/lib/auth/password";
import { isOpenTo } from "@/lib/auth/permissions";
import type { ChangeProfile, Profile, ReauthenticationProof } from "@/lib/auth/schema";
import { provePasskey, secondFactorOf } from "@/lib/auth/second-factor/prove";
import { checkPassword } from "@/lib/auth/sign-in/check-password";
import * as problems from "@/lib/messages/generated/problems";
import * as m from "@/lib/messages/generated/server/accounts";
import { inAccount, withOrganization } from "@/lib/platform/db";
import { AppError, refusedField } from "@/lib/platform/errors";

/** Returns what a person may know and change about themselves. */
export async function readProfile({ accountId, userId, organizationId, email, method }: Actor): Promise<Profile> {
  return inAccount(accountId, async (tx) => {
    const account = await tx.account.findFirstOrThrow({ where: { id: accountId }, select: { passwordHash: true } });
    const own = await withOrganization(tx, organizationId);
    const membership = await own.user.findFirstOrThrow({ where: { id: userId }, select: ownChoices });
    return { ...membership, email, method, hasPassword: account.passwordHash !== null };
  });
}

/** What a person decides about themselves in one organization. */
const ownChoices = {
  name: true,
  timeZone: true,
  setupHidden: true,
  noticeEmails: true,
  incompleteHireEmails: true,
  weeklyDigest: true,
} as const;

/**
 * Changes a person's name and choices in the organization where they work now, or their password, for which they give the one they have. With a
 * new password all their other sessions end. Throws `invalid_fields` for a wrong or refused password and `too_many_requests` for many guesses.
 */
export async function changeProfile(actor: Actor, change: ChangeProfile, address: string): Promise<Profile> {
  const { accountId, userId, organizationId, sessionId, email } = actor;
  if (change.password !== undefined) {
    // The password is the whole account's, and the session one organization's: its provider must not reach the others.
    if (!isOpenTo(actor.method, "account.credentials")) throw new AppError("forbidden", problems.ownProviderOnly());
    await proveOwnPassword(actor, change.currentPassword ?? "", "currentPassword", address);
    const reason = await passwordProblem(change.password, { email, organizations: [actor.organizationName] });
    if (reason !== null) throw refusedField("password", reason, m.passwordRefused());
    const passwordHash = await hashPassword(change.password);
    await inAccount(accountId, (tx) => setPassword(tx, accountId, passwordHash, { actor: "person", keepSessionId: sessionId }));
  }
  await inAccount(accountId, async (tx, now) => {
    const own = await withOrganization(tx, organizationId);
    const before = await own.user.findFirstOrThrow({ where: { id: userId }, select: ownChoices });
    const after = {
      name: change.name ?? before.name,
      timeZone: change.timeZone === undefined ? before.timeZone : change.timeZone,
      setupHidden: change.setupHidden ?? before.setupHidden,
      noticeEmails: change.noticeEmails ?? before.noticeEmails,
      incompleteHireEmails: change.incompleteHireEmails ?? before.incompleteHireEmails,
      weeklyDigest: change.weeklyDigest ?? before.weeklyDigest,
    };
    const changed = (Object.keys(ownChoices) as (keyof typeof ownChoices)[]).filter((choice) => before[choice] !== after[choice]);
    if (changed.length === 0) return;
    // Who chooses the digest gets the next one, and not last Monday's.
    const digestedAt = changed.includes("weeklyDigest") ? { digestedAt: now } : {};
    await own.user.updateMany({ where: { id: userId }, data: { ...after, ...digestedAt } });
    const record = (action: "user.renamed" | "user.choices_changed", choices: typeof changed) =>
      recordAudit(own, {
        organizationId,
        actor: { id: userId, name: after.name },
        action,
        subject: `user:${userId}`,
        changes: Object.fromEntries(choices.map((choice) => [choice, [before[choice], after[choice]]])),
      });
    const choices = changed.filter((choice) => choice !== "name");
    if (changed.includes("name")) await record("user.renamed", ["name"]);
    if (choices.length > 0) await record("user.choices_changed", choices);
  });
  return readProfile(actor);
}

/**
 * Notes that the person of a session proved again who they are: by a passkey, or by their password, and a code as well where they have a second
 * factor that this session did not see yet. Throws `invalid_fields`, `second_factor_required`, `invalid_second_factor` and `too_many_requests`.
 */
export async function reauthenticate(actor: Actor, sent: ReauthenticationProof, address: string): Promise<void> {
  const secondFactorAt = await provenAgain(actor, sent, address);
  const { accountId, sessionId, organizationId } = actor;
  await inAccount(accountId, async (tx, now) => {
    const proved = { authenticatedAt: now, ...(secondFactorAt === null ? {} : { secondFactorAt }) };
    await tx.session.updateMany({ where: { id: sessionId, accountId }, data: proved });
    await recordOwn("user.reauthenticated")(await withOrganization(tx, organizationId), actor);
  });
}

async function provenAgain(actor: Actor, { password, ...sent }: ReauthenticationProof, address: string): Promise<Date | null> {
  const { accountId, sessionId, hasSecondFactor } = actor;
  const asked = { purpose: "reauthentication", holder: sessionId } as const;
  const later = (work: () => Promise<void>) => work();
  if (sent.assertion && !password) return (await provePasskey(asked, sent.assertion, accountId, later)).at;
  await proveOwnPassword(actor, password ?? "", "password", address);
  return hasSecondFactor ? null : (await secondFactorOf(accountId, sent, { asked, remembered: null, later })).at;
}

/** Guesses count for this session, so that strangers cannot use up the person's attempts, nor a stolen session guess more than one. */
async function proveOwnPassword({ email, sessionId }: Actor, password: string, field: string, address: string): Promise<void> {
  const { isRight } = await checkPassword({ account: email, address, device: sessionId }, password);
  if (!isRight) throw refusedField(field, m.wrongPassword(), m.passwordRefused());
}
