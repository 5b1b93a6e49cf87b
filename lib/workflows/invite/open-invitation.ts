import { recordAudit } from "@/lib/audit/mutations";
import { consumeRateLimit } from "@/lib/auth/throttle";
import { findNewHire } from "@/lib/hires/data";
import { addNote, markStarted } from "@/lib/hires/intake";
import { lockHires } from "@/lib/hires/lock";
import { NEW_HIRE } from "@/lib/hires/timeline/rules";
import { logRefusedLink } from "@/lib/http/refusals";
import { invitationsOf, unsafeFindByToken } from "@/lib/invitations/data";
import { markAccepted } from "@/lib/invitations/mutations";
import { linkState, maskedAddress } from "@/lib/invitations/rules";
import type { Employer, InvitationView } from "@/lib/invitations/schema";
import { hashToken, isToken } from "@/lib/platform/crypto";
import { inOrganization, type TenantTx } from "@/lib/platform/db";
import { env, senderAddress } from "@/lib/platform/env";
import type { HireId } from "@/lib/platform/ids";
import { findLogoSize, pageLook, shownBranding } from "@/lib/settings/branding/data";
import { pageContact } from "@/lib/settings/branding/rules";
import type { Branding } from "@/lib/settings/branding/schema";
import { readSettings } from "@/lib/settings/data";

/** Opened links from one address: far more than a person or an office needs, far too few to guess. */
const perAddress = { name: "onboarding-address", points: 120, durationSeconds: 60 };

const notesPerHire = { name: "onboarding-notes", points: 10, durationSeconds: 3600 };

/** Returns what a link shows to anyone who opens it. Opening changes nothing: mail scanners open links too. */
export async function openInvitation(token: string, address: string): Promise<InvitationView> {
  const wait = await consumeRateLimit(perAddress, address);
  if (wait !== null) {
    logRefusedLink("too_many_requests", address);
    return { state: "throttled", retryAfterSeconds: wait };
  }
  const found = isToken(token) ? await unsafeFindByToken(hashToken(token)) : null;
  if (!found) {
    logRefusedLink("link_ended", address);
    return { state: "dead", reason: "unknown" };
  }
  return inOrganization(found.organizationId, async (tx, now) => {
    const invitation = await tx.invitation.findFirstOrThrow({
      where: { id: found.invitationId },
      select: { status: true, expiresAt: true, newHire: { include: { organization: { select: { name: true } } } } },
    });
    const { newHire } = invitation;
    const state = linkState(invitation, now);
    if (state !== "replaced" && !isWorking(state)) return { state: "dead", reason: state };
    const { invitations, branding } = await readSettings(tx, ["invitations", "branding"]);
    const { template, timeZone } = invitations;
    if (state === "replaced") return { state: "dead", reason: state, newer: await newerThan(tx, found.newHireId, timeZone) };
    const employer = await employerOf(tx, newHire.organization.name, branding, template?.replyTo ?? null);
    const { jobTitle, location, managerName, startDate } = newHire;
    const firstName = newHire.preferredName ?? newHire.firstName ?? "";
    if (newHire.suspendedAt) return { state: "suspended", employer, firstName, managerName };
    if (state === "accepted") {
      return { state, employer, firstName, startDate, managerName, onwardUrl: await onwardFor(tx, found.newHireId) };
    }
    const { expiresAt } = invitation;
    const hasForms = env().ONBOARDING_URL !== undefined;
    return { state, employer, firstName, startDate, jobTitle, location, managerName, expiresAt, timeZone, hasForms };
  });
}

/** Returns what the page shows of an employer; replies to the email are a way to reach them, too. */
async function employerOf(tx: TenantTx, name: string, branding: Branding, replyTo: string | null): Promise<Employer> {
  const size = branding.logo === null ? null : await findLogoSize(tx, branding.logo);
  return { name, contact: pageContact(branding, replyTo), sender: senderAddress(), ...pageLook(branding.accent, size) };
}

/** Returns the employer's logo for a link that works; null for any other, without a logo, and after too many questions. */
export async function openLogo(token: string, address: string): Promise<Uint8Array<ArrayBuffer> | null> {
  if ((await consumeRateLimit(perAddress, address)) !== null || !isToken(token)) return null;
  const found = await unsafeFindByToken(hashToken(token));
  if (!found) return null;
  return inOrganization(found.organizationId, async (tx, now) => {
    const invitation = await tx.invitation.findFirstOrThrow({
      where: { id: found.invitationId },
      select: { status: true, expiresAt: true },
    });
    if (!isWorking(linkState(invitation, now))) return null;
    return (await shownBranding(tx)).logo?.png ?? null;
  });
}

/** Whether the page behind a link shows anything but that it does not work. */
function isWorking(state: ReturnType<typeof linkState>): state is "open" | "accepted" {
  return state === "open" || state === "accepted";
}

/** Where the newest invitation went, as much of it as the holder of an old link may see. */
async function newerThan(
  tx: TenantTx,
  newHireId: HireId,
  timeZone: string,
): Promise<{ sentTo: string; at: Date; timeZone: string } | null> {
  const [newest] = await invitationsOf(tx, newHireId);
  if (!newest || newest.status === "replaced") return null;
  return { sentTo: maskedAddress(newest.sentTo), at: newest.sentAt ?? newest.createdAt, timeZone };
}

/**
 * Saves a new hire's note to HR on their record. Returns false when the link does not work, or no longer, or was used for too
 * many notes.
 */
export async function takeNote(token: string, address: string, text: string): Promise<boolean> {
  if ((await consumeRateLimit(perAddress, address)) !== null || !isToken(token)) return false;
  const found = await unsafeFindByToken(hashToken(token));
  if (!found) logRefusedLink("link_ended", address);
  if (!found || (await consumeRateLimit(notesPerHire, found.newHireId)) !== null) return false;
  const { organizationId, invitationId, newHireId } = found;
  return inOrganization(organizationId, async (tx, now) => {
    const invitation = await tx.invitation.findFirstOrThrow({ where: { id: invitationId }, select: { status: true, expiresAt: true } });
    const state = linkState(invitation, now);
    if (state !== "open" && state !== "accepted") return false;
    await addNote(tx, organizationId, newHireId, { text, invitationId }, now);
    return true;
  });
}

/**
 * Records the acceptance once and returns where the person continues; null when the link does not work, or no longer, which
 * the page then explains.
 */
export async function acceptInvitation(token: string, address: string): Promise<string | null> {
  if ((await consumeRateLimit(perAddress, address)) !== null || !isToken(token)) return null;
  const found = await unsafeFindByToken(hashToken(token));
  if (!found) {
    logRefusedLink("link_ended", address);
    return null;
  }
  const { organizationId, invitationId, newHireId } = found;
  return inOrganization(organizationId, async (tx, now) => {
    // The hire before its invitation, as everyone who changes both.
    const { subjects } = await lockHires(tx, organizationId, { ids: [newHireId] });
    if (subjects.some(({ state }) => state.suspendedAt)) return null;
    if (await markAccepted(tx, invitationId, now)) {
      await markStarted(tx, organizationId, newHireId, now);
      await recordAudit(tx, {
        organizationId,
        actor: { id: null, name: NEW_HIRE },
        action: "invitation.accepted",
        subject: `new_hire:${newHireId}`,
        changes: {},
      });
    }
    const invitation = await tx.invitation.findFirst({ where: { id: invitationId }, select: { status: true } });
    return invitation?.status === "accepted" ? onwardFor(tx, newHireId) : null;
  });
}

/** Where a new hire goes on, with the set of forms they get as `package`; nothing else about them. */
async function onwardFor(tx: TenantTx, newHireId: HireId): Promise<string | null> {
  const address = env().ONBOARDING_URL;
  if (address === undefined) return null;
  const chosen = (await findNewHire(tx, newHireId))?.package;
  if (!chosen) return address;
  const url = new URL(address);
  // Spaces as %20: not every server reads a + as one.
  url.search = [url.search.slice(1), `package=${encodeURIComponent(chosen)}`].filter((part) => part !== "").join("&");
  return url.href;
}
